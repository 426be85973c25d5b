//! What would be fetched from somebody else without anybody's asking, where no page is read: in feeds and in what describes a site.
//!
//! In: a finished text. Out: faults. A feed is read on other people's pages and in programs that fetch what stands in it, so whoever
//! shows it would learn nothing, but those who hold the picture would learn who reads.

use super::Ground;
use super::leads::{self, Leads, Way};
use super::page::has_scheme;
use crate::diagnostic::{Code, Diagnostic};

/// Whether an address leads to another host, in any of the ways that browsers understand: they pass over blanks at the beginning and
/// over breaks of lines anywhere, take a backslash for a slash, and need no slashes behind `https:` (URL standard, section 4.4).
pub(super) fn is_outward(address: &str) -> bool {
    let plain: String = address
        .trim_start_matches(|sign: char| sign <= ' ')
        .chars()
        .filter(|sign| !"\t\n\r".contains(*sign))
        .collect();
    let slashes = plain.chars().take_while(|sign| matches!(sign, '/' | '\\')).count();
    slashes >= 2
        || (has_scheme(&plain) && !plain.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:")))
}

/// What programs would fetch from others, by a feed or a description of the site.
pub(super) fn by_programs(path: &str, text: &str, ground: &Ground<'_>) -> Vec<Diagnostic> {
    let name = path.rsplit('/').next().unwrap_or("");
    let read: fn(&str) -> Leads = match name.rsplit('.').next() {
        Some("xml") => leads::in_xml,
        Some("webmanifest") => leads::in_json,
        Some("json") if name == "feed.json" => leads::in_json,
        _ => return Vec::new(),
    };
    let links = read(text).links;
    let fetched =
        links.iter().filter(|(way, address)| *way == Way::Fetched && !address.starts_with(ground.base));
    let fault = |(_, address): &(Way, String)| {
        let message = format!("{path} would have programs that read it ask another server for {address}.");
        Diagnostic::new(Code::E403, message).help("Put the file beside the essay, or link to it instead.")
    };
    fetched.filter(|(_, address)| is_outward(address)).map(fault).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(path: &str, text: &str) -> Vec<String> {
        let has_file = |_: &str| true;
        let ground =
            Ground { has_file: &has_file, base: "https://example.org/s/", base_path: "/s/", imprint: None };
        let found = by_programs(path, text, &ground);
        let address =
            |found: &Diagnostic| found.message.split(" ask another server for ").nth(1).map(str::to_owned);
        found.iter().filter_map(address).map(|address| address.trim_end_matches('.').to_owned()).collect()
    }

    #[test]
    fn outward_is_outward_however_it_is_written() {
        for address in [
            "https://a.example/x",
            "//a.example/x",
            "\\\\a.example/x",
            "/\\a.example/x",
            " https://a.example/x",
            "https:a.example/x",
            "ht\ntps://a.example/x",
            "/\t/a.example/x",
            "HTTP://a.example",
            "ftp://a.example/x",
        ] {
            assert!(is_outward(address), "{address:?}");
        }
        for address in ["x.png", "../x.png", "/s/x.png", "#x", "?x=//y", "data:image/png;base64,", "", "a//b"]
        {
            assert!(!is_outward(address), "{address:?}");
        }
    }

    #[test]
    fn entries_fetch_nothing_from_others() {
        for html in [
            "<img src='https://a.example/x'>",
            "<img srcset='https://a.example/x 2x, y.png'>",
            "<video poster='https://a.example/x'></video>",
            "<audio><source src='//a.example/x'></audio>",
            "<p style='background: u\\72l(https://a.example/x)'>",
            "<iframe src='https://a.example/x'></iframe>",
            "<a href='x' ping='https://a.example/x'>x</a>",
            "<style>@import 'https://a.example/x';</style>",
            "<svg><image xlink:href='https://a.example/x'/></svg>",
            "<link rel='stylesheet' href='https://a.example/x'>",
            "<table background='https://a.example/x'></table>",
        ] {
            let escaped = crate::markup::text(html);
            let atom = format!("<feed><entry><content type=\"html\">{escaped}</content></entry></feed>");
            assert_eq!(told("themes/a/feed.xml", &atom).len(), 1, "{html}");
            let in_words =
                format!("<feed><entry><content type=\"html\"><![CDATA[{html}]]></content></entry></feed>");
            assert_eq!(told("feed.xml", &in_words).len(), 1, "{html}");
            let json = serde_json::json!({ "items": [{ "content_html": html }] }).to_string();
            assert_eq!(told("feed.json", &json).len(), 1, "{html}");
        }
    }

    #[test]
    fn feeds_themselves_fetch_nothing_from_others() {
        for atom in [
            "<?xml-stylesheet type=\"text/css\" href=\"https://a.example/x\"?><feed/>",
            "<feed><icon>https://a.example/x</icon></feed>",
            "<feed><logo>//a.example/x</logo></feed>",
            "<feed><link rel=\"enclosure\" href=\"https://a.example/x\"/></feed>",
            "<rss><channel><item><enclosure url=\"https://a.example/x\"/></item></channel></rss>",
            "<feed><entry><content type=\"image/png\" src=\"https://a.example/x\"/></entry></feed>",
        ] {
            assert_eq!(told("feed.xml", atom).len(), 1, "{atom}");
        }
        for json in [
            "{\"icon\": \"https://a.example/x\"}",
            "{\"items\": [{\"image\": \"//a.example/x\"}]}",
            "{\"authors\": [{\"avatar\": \"https://a.example/x\"}]}",
            "{\"items\": [{\"banner_image\": \"https://a.example/x\"}]}",
        ] {
            assert_eq!(told("feed.json", json).len(), 1, "{json}");
        }
        assert_eq!(
            told("assets/site.webmanifest", "{\"icons\": [{\"src\": \"https://a.example/x\"}]}").len(),
            1
        );
    }

    #[test]
    fn links_and_what_is_our_own_are_no_requests() {
        let html = "<a href='https://a.example/'>x</a> <img src='https://example.org/s/x.png'> <img src='data:image/png;base64,AA=='> <p style='color: red'>";
        let atom = format!(
            "<feed><id>https://a.example/</id><link rel=\"via\" href=\"https://a.example/\"/><icon>https://example.org/s/i.png</icon>\
             <entry><content type=\"html\">{}</content></entry></feed>",
            crate::markup::text(html)
        );
        assert_eq!(told("feed.xml", &atom), Vec::<String>::new());
        let json = serde_json::json!({ "home_page_url": "https://a.example/", "items": [{ "content_html": html, "url": "https://a.example/" }] });
        assert_eq!(told("feed.json", &json.to_string()), Vec::<String>::new());
    }
}
