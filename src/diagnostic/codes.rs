//! Every fault pamphlet knows, with its manual.
//!
//! The doc comment of a variant is what `pamphlet explain CODE` prints. The hundreds group them:
//! 1 an essay, 2 `pamphlet.toml` and its host, 3 a design or a host, 4 the finished pages, 5 files and folders, I the imprint.
//! A code that has been published is never given to another fault.

use super::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $code:ident $severity:ident $title:literal;)+) => {
        /// The code of a fault. See [`Code::explanation`] for what each one means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $code,)+
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Code] = &[$(Code::$code,)+];

            /// The code as written: `E104`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$code => stringify!($code),)+ }
            }

            /// The severity it has unless configuration says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Code::$code => Severity::$severity,)+ }
            }

            /// What it is about, in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Code::$code => $title,)+ }
            }

            /// The manual: what is wrong, why it matters and how to mend it.
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$code => concat!($($doc, "\n"),+),)+ }
            }

            /// The code of that name, in capitals or not.
            pub fn from_name(name: &str) -> Option<Code> {
                Code::ALL.iter().copied().find(|code| code.name().eq_ignore_ascii_case(name))
            }
        }
    };
}

codes! {
    /// Every essay begins with its details: a line of three hyphens, then lines such as
    /// `title: …` and `date: …`, then three hyphens again. Nothing may stand above the first line.
    E101 Error "The details block is missing";
    /// The details block was opened with `---` (or `+++`) but never closed, so the whole essay
    /// would be taken for details. Put a line with the same three signs above the essay's text.
    E102 Error "The details block is not closed";
    /// In YAML a colon followed by a space starts a value. A title that contains one needs
    /// quotation marks: `title: "Power: who has it?"`.
    E103 Error "A colon inside an unquoted value";
    /// Dates are written year-month-day, as in 2025-02-25, so that nobody has to guess which number
    /// is the month.
    E104 Error "A date in another notation";
    /// A date such as 02/03/2025 is 2 March to some readers and 3 February to others.
    /// Write it as year-month-day.
    E105 Error "A date that can be read in two ways";
    /// The calendar has no such day: 30 February, 31 June, month 13.
    E106 Error "A day that does not exist";
    /// YAML does not allow tabs at the beginning of a line. Use two spaces for each step.
    E107 Error "A tab at the beginning of a line";
    /// Word processors turn quotation marks into curly ones. In the details block these do not quote;
    /// they become part of the text. Use straight ones.
    E108 Error "Curly quotation marks in the details";
    /// YAML needs a space after the colon: `title: Hello`.
    E109 Error "No space after a colon";
    /// The same detail is given twice. Only one can hold, and we do not guess which.
    E110 Error "A detail given twice";
    /// A detail that every essay needs is missing. `title` and `date` are always needed, but the date may also stand
    /// at the beginning of the file's name, as in `2024-05-03-power-to-the-bus.md`; what else is,
    /// the collection says in `pamphlet.toml` under `[essays] require`.
    E111 Error "A needed detail is missing";
    /// The details hold a word that pamphlet does not know. It is never ignored silently, since it is
    /// most often a slip of the pen. Details of your own belong under `extra:`; those that a whole collection has, as when it
    /// comes from another program, are named in `pamphlet.toml`: below `[essays]`, `allow = ["layout", "release"]`.
    /// Designs find them in `extra` too. What other programs call the known details is understood: `description` and
    /// `excerpt` for `summary`, `lastmod` and `modified` for `updated`, `categories` for `themes`, `keywords` for `tags`,
    /// `permalink` and `redirect_from` for `aliases`, `published` for `date` or, with yes or no, for `draft`.
    E112 Error "An unknown detail";
    /// This detail is a list: `themes: [climate, cohesion]`, or one entry a line, each after a hyphen.
    E113 Error "A list was expected";
    /// Inside single quotation marks an apostrophe ends the text. Put double quotation marks around it.
    E114 Error "An apostrophe inside single quotation marks";
    /// Some signs mean something to YAML when a value begins with them: `@`, `%`, `*`, `&`, `#`, `[`,
    /// `{`, `!`, `|`, `>`. Put quotation marks around the text.
    E115 Error "A value that begins with a special sign";
    /// Lines that belong together begin at the same column.
    E116 Error "Uneven indentation";
    /// The details block breaks a rule of YAML or TOML that none of the more precise messages covers.
    E117 Error "The details block cannot be read";
    /// The detail holds another kind of value than it needs: text where a number belongs, and so on.
    E118 Error "Another kind of value was expected";
    /// The value has the right kind but breaks a rule of this detail, such as its length, its range or the
    /// letters an address may hold.
    E119 Error "A value that is not allowed here";
    /// The collection declares its themes in `pamphlet.toml`, and this one is not among them.
    E121 Error "An unknown theme";
    /// The collection declares its authors in `pamphlet.toml`, and this one is not among them.
    E122 Error "An unknown author";
    /// The collection declares its places in `pamphlet.toml`, and this one is not among them.
    E123 Error "An unknown place";
    /// The collection declares its parts in `pamphlet.toml`, and this one is not among them.
    E124 Error "An unknown part";
    /// Two essays would be published at the same address. Change the file name or the `slug` of one.
    E131 Error "Two essays with one address";
    /// An old address in `aliases` is where another page of the site lives, is claimed by two essays,
    /// or points back at its own essay.
    E132 Error "An alias that collides";
    /// Two essays claim the same number in the same part.
    E133 Error "Two essays with one place in the order";
    /// Two pages of the site, or a page and a file that an essay links to, would be written to the same file.
    E134 Error "Two pages with one address";
    /// The address cannot be a file name on every computer: Windows reserves some names, and long
    /// paths fail on several hosts.
    E135 Error "An address that cannot be a file name";
    /// Pictures made for printers say how much ink goes where (CMYK). Screens need light (RGB), and what is made of ink
    /// only looks about right on them.
    W140 Warning "A picture in colours for printers";
    /// Readers who cannot see a picture hear its description instead. Say what it shows:
    /// `![description](hall.jpg)`. A picture that says nothing is marked on purpose:
    /// `![](rule.png){decorative}`.
    E141 Error "A picture without a description";
    /// The description of a picture is its file name, begins with “image of”, or is longer than 250
    /// characters. A plain sentence that says what it shows serves best.
    W142 Warning "A picture with a poor description";
    /// The essay shows a picture that is not there. Capital letters matter: `Hall.JPG` is not `hall.jpg`.
    E143 Error "A picture that is not there";
    /// A lead picture needs a credit, and at least 1200 pixels of width to look sharp when shared. A picture that `share:` names for the
    /// card must be a photograph: nothing that moves, is drawn of lines, or can be seen through.
    E144 Error "A lead picture that is too small or has no credit";
    /// The file has the name of a picture but cannot be read as one.
    E145 Error "A picture that cannot be read";
    /// Pictures are published as JPEG, PNG, WebP, GIF or SVG. Telephones and cameras store others (HEIC, TIFF, raw files),
    /// which many browsers do not show. Save a copy as JPEG.
    E146 Error "A picture of a kind that cannot be published";
    /// The picture has more pixels or bytes than can be worked with. A copy 3000 pixels wide shows all that a
    /// screen can.
    E147 Error "A picture that is too large";
    /// An SVG drawing is a little page. One that holds scripts, or fetches pictures, letters or styles from
    /// elsewhere, is not published.
    E148 Error "A drawing that runs programs or fetches from elsewhere";
    /// The ending of a file says that it is another kind of picture than it is, such as a PNG named `hall.jpg`. It is
    /// shown as what it is; but other programs may go by the name.
    W149 Warning "A picture with the ending of another kind";
    /// The link points into this site, at a page or file that is not there.
    E151 Error "A broken link";
    /// The page is there, but it has no section of that name.
    E152 Error "A link to a section that is not there";
    /// A full address of the site itself breaks when the site moves or is read from a copy.
    W153 Warning "A full address of the site itself";
    /// Readers who go from link to link hear only its text. “Click here” or a bare address says nothing.
    W154 Warning "A link whose text says nothing";
    /// An `http:` address can be read and changed on the way.
    W155 Warning "A link without encryption";
    /// The link works only on the computer or in the account where it was made.
    E156 Error "A link that only works on one computer";
    /// Addresses that run a program (`javascript:`, `vbscript:`, `data:`) are never published.
    E157 Error "An address that would run a program";
    /// Text pasted from a word processor brings invisible signs with it: fixed spaces, soft hyphens,
    /// odd bullets, Office markup. They break search, line breaks and sharing. Two spaces inside a sentence are shown as one,
    /// but whoever copies or searches the text meets them.
    W161 Warning "Signs left by a word processor";
    /// A quotation mark was opened and not closed. In a quotation that runs over several paragraphs each
    /// paragraph opens with a mark and only the last one closes it; that is understood.
    W162 Warning "A quotation that is never closed";
    /// A long paragraph ends without any punctuation, as happens when text is cut off in pasting.
    W163 Warning "A paragraph that stops in the middle";
    /// Headings are the essay's outline. The title is the first level, so sections begin with `##`, a space and the words
    /// of the heading, and no level is skipped on the way down.
    W164 Warning "Headings out of order";
    /// A pull quote repeats a sentence of the essay. This one does not occur in it, so it may misquote.
    W165 Warning "A pull quote that is not in the essay";
    /// The summary repeats the first paragraph, or is longer than what cards and searches show (about 160
    /// characters).
    W166 Warning "A summary that does not serve";
    /// The essay's date lies in the future. It is left out until then; a static site changes only when it is
    /// built again, so someone or something must build it on that day.
    W167 Note "A scheduled essay";
    /// `updated` is earlier than `date`.
    E168 Error "Updated before it was published";
    /// One word is spelt in two ways in one essay.
    W169 Warning "Mixed spelling";
    /// The essay was written for another program and still holds its commands, such as `{% include note.html %}`,
    /// `{{ site.url }}` or `{{< figure >}}`. Nothing carries them out, so readers see them as they stand. Write what they
    /// stood for; commands that are meant to be seen belong into code, between backticks.
    W170 Warning "A command of another program";
    /// Files must be saved as UTF-8, or letters with accents and quotation marks turn into rubbish.
    E171 Error "A file in another encoding";
    /// Word-processor files cannot be published as they are. Save the text as Markdown (`.md`). In a folder where no
    /// essays are, such a file is one to download, and is left alone.
    E172 Error "A word-processor file among the essays";
    /// A text file this large is hardly an essay; most often a picture or a film was renamed by mistake.
    E173 Error "A file that is too large";
    /// The file is there but cannot be read: a loop of links, or no permission.
    E174 Error "A file that cannot be read";
    /// Two files differ only in capital letters. On Windows and macOS they are one file.
    E175 Error "File names that differ only in capital letters";
    /// The folder `essays/` has no essay, or all of them are named in `[essays] leave_out`. `pamphlet new "Its title"` begins
    /// one. If there should be some, look whether they lie in another folder, or whether their names do not end in `.md`.
    W176 Warning "A collection without essays";
    /// Most HTML is not allowed inside essays: it breaks in feeds and books, and may run programs.
    /// A safe set passes (abbr, br, cite, details, kbd, q, small, span, sub, sup, time and the like), and `<img>` is a
    /// picture like any other. With `html = "warn"` below `[checks]` the rest is left out, its text kept.
    E181 Error "HTML that is not allowed";
    /// An HTML element was opened and not closed, or closed without having been opened.
    E182 Error "HTML that is not closed";
    /// The design has no template for this kind of container. A site adds its own as
    /// `themes/NAME/templates/containers/KIND.html`.
    E183 Error "An unknown container";
    /// A container is opened with `::: kind` and closed with `:::`, each on its own line.
    E184 Error "A container that is not closed";
    /// The essay refers to a note that is not there. Write it anywhere as `[^name]: the note`.
    E185 Error "A note that is not there";
    /// The note is written but nothing refers to it, so it would not be shown.
    W186 Warning "A note that nothing refers to";
    /// Two notes have the same name; only the first would be shown.
    E187 Error "Two notes with one name";
    /// `[text][name]` refers to a link that is not defined. Write `[name]: address` anywhere in the essay.
    E188 Error "A link that is not defined";
    /// Two headings of one essay claim the same `{#name}`.
    E189 Error "Two sections with one name";
    /// Attributes in braces, `{#id .class key=value}`, that cannot be read or are not known here.
    E190 Error "Attributes that cannot be read";
    /// An essay without any text.
    W191 Warning "An essay without text";
    /// A title that is very long is cut where it is shared, and a full stop at its end is not usual.
    W192 Warning "A title that is long or ends in a full stop";
    /// Every reader has to fetch a moving picture whole, and it moves on while they read.
    W193 Note "A heavy moving picture";
    /// It looks like a link but is none to Markdown, so readers see its brackets. A link is `[text](address)`, without a
    /// space between the two; spaces inside the address are written `%20`.
    W194 Warning "A link that is none";
    /// A line of three backticks (or tildes) begins code, and the same line again ends it. Without the second one everything
    /// down to the end of the essay is shown as code, headings, pictures and all.
    W195 Warning "Code that is never closed";
    /// A film, a recording, a post or a map that was embedded from another site is shown as a link to it. An embedded frame asks its
    /// owner for things as soon as the page opens, and so tells them who reads what; a link tells nobody anything before it is followed.
    /// Give the element a `title`, so that the link says what it shows.
    W197 Note "Something embedded became a link";
    /// A test in `essays/search-tests.toml` says what a search must find among its first results, and it does not. The words of
    /// titles, summaries and headings weigh most; words that mean the same are told in `pamphlet.toml`, below `[search]`, as
    /// `synonyms = [["bus", "coach"], ["MP", "Member of Parliament"]]`. Such tests are held by `pamphlet check`; a build does not
    /// ask them.
    E196 Error "A search does not find what it should";
    /// Where a link is shared, a card with the title is shown beside it. A sign of these words is in none of the fonts of the card, and
    /// readers would see an empty box. An essay can have other words on its card: `share:` with `title: …` below it; a design can have
    /// more fonts, as files in its folder `card/fonts/`.
    E198 Error "A sign that the share card cannot show";
    /// Where a link is shared, a card with the title is shown beside it, and it must be readable on a telephone. These words do not fit
    /// in letters that are large enough. An essay can have a shorter title on its card: `share:` with `title: …` below it. The imprint
    /// can have a shorter form for cards: `short = "…"` below `[imprint]`, with every name and address in it.
    E199 Error "Words that do not fit on the share card";
    /// The folder has no `pamphlet.toml`, so pamphlet does not know what collection this is.
    E201 Error "No pamphlet.toml";
    /// `pamphlet.toml` breaks a rule of TOML.
    E202 Error "pamphlet.toml cannot be read";
    /// The table has no such key. Keys of your own belong under `[extra]`.
    E203 Error "An unknown setting";
    /// The setting holds another kind of value than it needs.
    E204 Error "A setting of another kind";
    /// A setting that the site cannot do without is missing.
    E205 Error "A needed setting is missing";
    /// The setting has the right kind but a value that is not allowed.
    E206 Error "A setting that is not allowed";
    /// Two themes, authors, places or parts have the same id.
    E207 Error "Two entries with one id";
    /// There is no such design, neither in `themes/` nor built in.
    E208 Error "An unknown design";
    /// The coordinates lie far outside the United Kingdom; most often latitude and longitude are swapped.
    W210 Warning "Coordinates far away";
    /// The place lies outside the map of the design, so it is in the lists but has no dot. Nothing needs to be done,
    /// unless its coordinates are wrong.
    W211 Note "A place outside the map";
    /// Somebody could not read what is shown in this colour, or on it: the contrast of the two, as the Web Content
    /// Accessibility Guidelines (WCAG 2.2) measure it, is lower than the design asks for. The message offers the nearest
    /// colour of the same hue that serves.
    E212 Error "A colour that is hard to read";
    /// `[colours]` exchanges colours of the design, and the design has none of this name.
    E213 Error "An unknown colour of the design";
    /// `security.txt` tells whom to write to who finds a hole in the site's security, and until when that holds; after that day nobody
    /// may rely on it (RFC 9116). Fewer than 30 days are left. Look whether the contact still holds, and write a new day below
    /// `[deploy.security]`: `expires = 2027-06-30`, at most a year ahead.
    W214 Warning "A security.txt that soon expires";
    /// The day below `[deploy.security]` is past, so `security.txt` would tell what nobody may rely on any more. Look whether the
    /// contact still holds, and write a new day, at most a year ahead.
    E215 Error "A security.txt that has expired";
    /// The setting is understood, but where the site lives nothing comes of it: the host does not read it, or not there.
    W216 Warning "A setting without effect";
    /// Hosts read only so many redirects. Those that found no room still work, since there is a page at every old address that leads
    /// on; but it answers as a page and not as a redirect.
    W217 Warning "More redirects than the host reads";
    /// The host shows what is published at the top of a domain, and `base_url` has a path. The page for missing addresses, feeds and
    /// the sitemap would lead to where nothing is. If another server shows the site at that path, all is well.
    W218 Warning "A path that the host does not have";
    /// `pamphlet doctor` asked for an address that a page links to, and the host leads on to another. Readers arrive, a little later.
    W219 Warning "A detour on the host";
    /// The host takes only some kinds of files, and the site has others. Links to them lead nowhere there.
    W220 Warning "Files that the host may not take";
    /// The site's headers, above all its policy, do not reach readers on this host, or reach them in pieces. The site works all the
    /// same; the policy is a second lock on a door that every build finds closed.
    W221 Warning "Headers that do not arrive";
    /// A template of the design breaks a rule of the template language (Tera).
    E301 Error "A template that cannot be read";
    /// A template was read but failed while a page was being made from it.
    E302 Error "A template that failed";
    /// The design lacks a template that every site needs.
    E303 Error "A missing template";
    /// The design's own settings, `design.toml`, cannot be read or are not allowed.
    E304 Error "design.toml cannot be read";
    /// The design's outline of a country, `map/outline.toml`, cannot be read or is not allowed. Without that file the
    /// design shows no map.
    E305 Error "An outline that cannot be read";
    /// Two colours of the design itself have less contrast than its `[[pairs]]` ask for.
    E306 Error "Colours of the design that are hard to read";
    /// The design's colours, `tokens.toml`, cannot be read. It has two tables, `[light]` and `[night]`, of the same names,
    /// each with a colour (`paper = "#faf6ee"`), and `[[pairs]]`, each with `text`, `ground` and `at_least`: the contrast
    /// that these two must have. A theme's tones are called `theme.deep`, `theme.mid`, `theme.soft`, `theme.pale`,
    /// `theme.spark` and `theme.text` there.
    E307 Error "tokens.toml cannot be read";
    /// The design's share cards are drawn from `templates/card.svg`, with the fonts in `card/fonts/`, in the areas that `card/card.toml`
    /// names. One of them cannot be read or is not allowed.
    E308 Error "A design's share card that cannot be read";
    /// A share card was drawn, and something is wrong with it: the imprint is not in it as the law wants it, or it is too heavy for
    /// messengers. The imprint stands in the element with the id `imprint`, between 300 and 900 pixels from the left and 40 and 590 from
    /// the top, in letters of 20 pixels or more, with a contrast of at least 7.
    E309 Error "A share card that may not be shown";
    /// `pamphlet doctor` asked for what a page links to or needs, as the host would answer, and it is not there.
    E310 Error "A link that fails on the host";
    /// A design keeps the words of its interface in `strings/LANG.toml`, named by language: `en-GB.toml`, `cy.toml`. Each
    /// line is `key = "Words"`, with values in braces, as in `"Essay {number} of {count}"`, or a table of plural forms.
    E311 Error "Words of a design that cannot be read";
    /// A template says words that `strings/en-GB.toml` does not have, or a language that pages are in lacks words
    /// that `en-GB` has. Readers would see a gap, so nothing is built until they are written.
    E312 Error "Words that are missing";
    /// A strings file has words under a key that nothing says; most often the key is misspelt, and the words
    /// would never be seen.
    E313 Error "Words that nothing says";
    /// Words have placeholders in braces, and templates give them values by the same names. One of them is missing on one
    /// side, or a translation leaves out what the original tells.
    E314 Error "A placeholder without a value, or a value without one";
    /// Words that depend on a number are a table of plural forms, `one`, `other` and so on, as many as the language has.
    /// `other` is always needed, since it serves every number without a form of its own.
    E315 Error "A plural form that is missing or unknown";
    /// The design has no words in the language of a page. The page is made with those of the site's language.
    W316 Warning "A language without words";
    /// The folder was built for another address or another kind of place than the one that `pamphlet doctor` was asked about:
    /// for a folder of a domain instead of its top, for a host instead of a disk. Build it again for the right one.
    E317 Error "A site built for another place";
    /// Whoever asks this host for something that is not there would not see the site's own page for that, or would be told that all
    /// is well.
    E318 Error "No page for what is not there";
    /// The host does not take or does not show a file of the site: it is too large, there are too many, or its name is kept for others.
    E319 Error "A file that the host does not show";
    /// `permalinks.lock` tells that something was published at this address, and nothing answers there any more: an essay was
    /// renamed, deleted or made a draft again, or a theme has another id. Everybody who kept the link or shared it would find
    /// nothing. The message has the line that lets the old address lead to the new one; what is gone for good is listed in
    /// `pamphlet.toml` below a line `[[withdrawn]]`, with its `address` and its `title`, and gets a page that says so.
    E320 Error "A published address that would be lost";
    /// `permalinks.lock`, `anchors.lock` and `release.lock` are written by `pamphlet publish --accept` and are committed with the
    /// essays. One of them cannot be read, most likely since somebody edited it.
    /// Or something in it is gone that the others still know of, and with it would go what it keeps.
    E321 Error "A ledger that cannot be read";
    /// `[[withdrawn]]` lists an address that something else has as well.
    E322 Error "A withdrawn address that something else has";
    /// `[[moved]]` leads from an old address to a new one, and there is no page at the new one, or it is an old address itself.
    /// Write where the page really is, so that readers get there in one step.
    E323 Error "An old address that leads nowhere";
    /// `[[withdrawn]]` lists an address that is a page again. Readers see the page, so the entry can go.
    W225 Warning "A withdrawn page that is there again";
    /// The `id` of an essay that is published already was changed. Programs that read feeds would show the essay as a new one,
    /// so it keeps the name under which it was published.
    W226 Warning "An id that came too late";
    /// Links lead to paragraphs and sections of essays, and `anchors.lock` knows which were published. One that was edited keeps its name.
    /// This one is nowhere any more, so links to it lead to the top of the essay.
    W227 Note "A paragraph that links lead to is gone";
    /// An essay has an address that was published as another's, which is still there elsewhere. Old links lead to the wrong essay.
    /// That is also so where two essays exchanged their files: each would answer at the address of the other, also in feeds.
    W228 Warning "An address that was another essay's";
    /// Two people published, and git could not join what both recorded. Nothing is ever taken out of these files, so of both sides
    /// all holds, and nobody has to choose. The next release writes them as one.
    W229 Warning "A lock with both sides of a merge";
    /// A page holds a script in its text. Security rules of good hosts forbid that; put it into a file
    /// in the design's `assets/`.
    E401 Error "A script inside a page";
    /// A page holds styles in its text or in a `style` attribute. Put them into a style sheet of the design.
    E402 Error "Styles inside a page";
    /// A page would make the reader's browser ask someone else's server for something, or would send them what readers write
    /// in a form. Either tells them who reads what.
    E403 Error "A request to a third party";
    /// A finished page links to something that is not part of the site.
    E404 Error "A finished page with a broken link";
    /// A finished page links to a section that its target does not have.
    E405 Error "A finished page with a broken section link";
    /// A finished page has the same id twice.
    E406 Error "A finished page with one id twice";
    /// A finished page, as a template made it, is not well formed.
    E407 Error "A finished page that is not well formed";
    /// A finished page has no title or more than one. `page.head_html` has it, so a template of your own needs to print that line once, in
    /// `<head>`, and no `<title>` besides.
    E330 Error "A finished page without its one title";
    /// A finished page does not say at which address it lives, or says two different ones. Search engines and networks would take it for
    /// several pages, or for none. Only pages that say `noindex` need no address.
    E331 Error "A finished page without its one address";
    /// A finished page names more than one picture for those who are sent a link, or one that is not part of the site. Of several, some
    /// networks show the first and some the last.
    E332 Error "A picture for sharing that is not there";
    /// The data in a finished page (JSON-LD) are not JSON, so nobody can read them.
    E333 Error "Data in a page that cannot be read";
    /// The output folder holds files but was not made by pamphlet, so it is not touched.
    E501 Error "A folder that is not ours";
    /// The output folder holds files that pamphlet did not write; a build would delete them.
    E502 Error "Files of someone else in the output";
    /// Something could not be written: the disk is full, or there is no permission. What was there before
    /// is untouched.
    E503 Error "A file that cannot be written";
    /// A file with that name is there already and is not overwritten.
    E504 Error "A file that is already there";
    /// `pamphlet serve` cannot listen at the address and port that were asked for, nor at any other port of that address.
    E505 Error "An address that cannot be listened at";
    /// The imprint lacks something. UK law asks for the name and postal address of whoever promotes
    /// digital campaign material (Elections Act 2022, Part 6).
    I001 Error "The imprint lacks something";
    /// The address in the imprint has no UK postcode.
    I002 Warning "An imprint address without a postcode";
    /// The address in the imprint is an e-mail or web address; a postal one is needed.
    I003 Error "An imprint address that is not postal";
    /// The imprint still holds a placeholder. `demo = true` under `[site]` allows it in a demonstration.
    I004 Error "A placeholder in the imprint";
    /// A finished file does not hold the imprint.
    I005 Error "A file without the imprint";
    /// An essay gives an imprint of its own that lacks something.
    I006 Error "An essay's imprint lacks something";
    /// A style sheet takes the imprint, or something that it stands in, out of sight: not displayed, transparent, tiny, moved off
    /// the screen, cut to nothing, in the colour of its ground. Or a page shows it only to those who open something. The law asks
    /// that everyone can read it.
    I007 Error "A hidden imprint";
    /// The imprint is switched off.
    I008 Warning "The imprint is switched off";
}
