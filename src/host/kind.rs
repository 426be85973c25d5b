//! The hosts that pamphlet knows.
//!
//! In: a name. Out: what the host can do and what it reads, from its own documentation.

/// Where a site is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Any host: whatever is harmless everywhere is written for it.
    Generic,
    /// GitHub Pages.
    Github,
    /// Cloudflare Pages.
    Cloudflare,
    /// Netlify.
    Netlify,
    /// Apache, which reads `.htaccess`.
    Apache,
    /// Amazon S3 behind CloudFront.
    S3,
    /// Neocities.
    Neocities,
    /// nginx.
    Nginx,
    /// No host at all: a folder that is opened from a disk.
    Disk,
}

impl Kind {
    /// Every place a site can be brought to: the hosts, and a disk.
    pub const PLACES: [Self; 9] = [
        Self::Generic,
        Self::Github,
        Self::Cloudflare,
        Self::Netlify,
        Self::Apache,
        Self::Nginx,
        Self::S3,
        Self::Neocities,
        Self::Disk,
    ];

    /// Every host, in the order they are listed to people.
    pub const ALL: [Self; 8] = [
        Self::Generic,
        Self::Github,
        Self::Cloudflare,
        Self::Netlify,
        Self::Apache,
        Self::Nginx,
        Self::S3,
        Self::Neocities,
    ];

    /// The name in `pamphlet.toml` and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Generic => "generic",
            Self::Github => "github",
            Self::Cloudflare => "cloudflare",
            Self::Netlify => "netlify",
            Self::Apache => "apache",
            Self::S3 => "s3",
            Self::Neocities => "neocities",
            Self::Nginx => "nginx",
            Self::Disk => "usb",
        }
    }

    /// The name that people know.
    pub fn title(self) -> &'static str {
        match self {
            Self::Generic => "a plain static host",
            Self::Github => "GitHub Pages",
            Self::Cloudflare => "Cloudflare Pages",
            Self::Netlify => "Netlify",
            Self::Apache => "Apache",
            Self::S3 => "S3 with CloudFront",
            Self::Neocities => "Neocities",
            Self::Nginx => "nginx",
            Self::Disk => "a disk",
        }
    }

    /// The place of that name, in capitals or not.
    pub fn place(name: &str) -> Option<Self> {
        // Its people call it by its whole name.
        let name = if name.eq_ignore_ascii_case("github-pages") { Self::Github.name() } else { name };
        Self::PLACES.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name))
    }

    /// The host of that name, in capitals or not.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::place(name).filter(|kind| *kind != Self::Disk)
    }

    /// Whether a site can have headers of its own there. Where it cannot, its policy stands in its pages.
    pub fn sends_headers(self) -> bool {
        !matches!(self, Self::Github | Self::Neocities | Self::Disk)
    }

    /// Whether `_headers` and `_redirects` are read there, or may be.
    pub fn reads_tables(self) -> bool {
        matches!(self, Self::Generic | Self::Cloudflare | Self::Netlify)
    }

    /// Whether a file `CNAME` may say there which domain the site has.
    pub fn reads_cname(self) -> bool {
        matches!(self, Self::Generic | Self::Github)
    }

    /// Whether what is published is always the top of a domain, and never a folder below it.
    pub fn is_at_top(self) -> bool {
        matches!(self, Self::Cloudflare | Self::Netlify | Self::Neocities)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_to_its_host() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Some(kind));
            assert_eq!(Kind::from_name(&kind.name().to_uppercase()), Some(kind));
        }
        assert_eq!(Kind::from_name("gopher"), None);
    }
}
