//! Share cards: words are set into lines, a drawing becomes pixels, and the pixels are proved.
//!
//! In: words and the fonts they are set in; a drawing (SVG). Out: `LinesView`; `Pixels`. The only user of resvg and of the crates that know
//! fonts. Pure: the same in gives the same out on any computer, since no font of the computer is ever looked for.
//!
//! - `typefaces` holds fonts, and measures words in them
//! - `setting` breaks words into lines that fit
//! - `proof` looks at the finished picture: the imprint is in it, readable, and inside every crop

mod proof;
mod setting;
mod typefaces;

use std::sync::Arc;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Rect, Tree};

pub use setting::{Area, Unfit, set};
pub use typefaces::{Typeface, Typefaces};

/// Width of a card in pixels.
pub const WIDTH: u32 = 1200;

/// Height of a card in pixels.
pub const HEIGHT: u32 = 630;

/// The most bytes a card may have: some messengers show no larger picture beside a link.
pub const MOST_BYTES: usize = 300_000;

/// How cards are made at present. Another number makes all of them anew, under new names.
pub const VERSION: u32 = 1;

/// Elements of a drawing that mean something, by id.
const PICTURE: &str = "picture";
const IMPRINT: &str = "imprint";

/// A drawing that was read.
pub struct Scene {
    tree: Tree,
}

/// A part of the card, in pixels from the left and the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// A finished card: red, green, blue and 255 of each pixel, line by line. Nothing of it can be seen through.
pub struct Pixels(pub Vec<u8>);

impl Scene {
    /// Reads a drawing. It may use no fonts but these, and nothing from outside.
    ///
    /// # Errors
    /// What is wrong with it, as the end of a sentence.
    pub fn read(svg: &str, typefaces: &Typefaces) -> Result<Self, String> {
        let nothing = ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        };
        let options =
            Options { fontdb: typefaces.database(), image_href_resolver: nothing, ..Options::default() };
        let tree = Tree::from_str(svg, &options).map_err(|error| format!("is no drawing: {error}"))?;
        let size = tree.size().to_int_size();
        match (size.width(), size.height()) {
            (WIDTH, HEIGHT) => Ok(Self { tree }),
            (width, height) => Err(format!("is {width} × {height} pixels; a card has {WIDTH} × {HEIGHT}")),
        }
    }

    /// Where a photograph is shown: the element with the id “picture”.
    pub fn room(&self) -> Option<Room> {
        let bounds = self.tree.node_by_id(PICTURE)?.abs_bounding_box();
        let within = |value: f32, most: u32| whole(value).min(most);
        let (x, y) = (within(bounds.left(), WIDTH), within(bounds.top(), HEIGHT));
        let (right, bottom) = (within(bounds.right(), WIDTH), within(bounds.bottom(), HEIGHT));
        let room = Room { x, y, width: right.saturating_sub(x), height: bottom.saturating_sub(y) };
        (room.width > 0 && room.height > 0).then_some(room)
    }

    /// Paints the drawing, and a photograph (red, green, blue and 255 of each pixel) into its room; proves that the imprint can be read.
    ///
    /// # Errors
    /// What is wrong with the card, as a sentence.
    pub fn paint(&self, photograph: Option<&[u8]>, imprint: Option<&str>) -> Result<Pixels, String> {
        let mut pixmap = Pixmap::new(WIDTH, HEIGHT).ok_or("The card has no room in memory.")?;
        pixmap.fill(Color::WHITE);
        resvg::render(&self.tree, Transform::identity(), &mut pixmap.as_mut());
        let mut pixels = Pixels(pixmap.take());
        if let Some((photograph, room)) = photograph.zip(self.room()) {
            pixels.lay_over(photograph, room);
        }
        match imprint {
            Some(imprint) => proof::imprint(&self.tree, &pixels, imprint).map(|()| pixels),
            None => Ok(pixels),
        }
    }
}

impl Pixels {
    /// Lays a photograph over the room it was made for.
    fn lay_over(&mut self, photograph: &[u8], room: Room) {
        let (row, left) = (4 * room.width as usize, 4 * room.x as usize);
        for (number, line) in photograph.chunks_exact(row).take(room.height as usize).enumerate() {
            let start = 4 * WIDTH as usize * (room.y as usize + number) + left;
            if let Some(below) = self.0.get_mut(start..start + row) {
                below.copy_from_slice(line);
            }
        }
    }
}

/// A place in pixels; nothing is left of the left edge.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of pixels")]
fn whole(value: f32) -> u32 {
    value.round().max(0.0) as u32
}

/// Whether one area lies in another, give or take half a pixel.
fn lies_in(inner: Rect, (left, top, right, bottom): (f32, f32, f32, f32)) -> bool {
    inner.left() >= left - 0.5
        && inner.top() >= top - 0.5
        && inner.right() <= right + 0.5
        && inner.bottom() <= bottom + 0.5
}

/// The fonts as resvg takes them.
type Database = Arc<resvg::usvg::fontdb::Database>;
