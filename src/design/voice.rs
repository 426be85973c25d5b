//! A design that speaks one language: its templates, with `say` bound to the words of that language.
//!
//! In: compiled templates and a `Wording`. Out: `Voice`, which shows pages and containers.

use std::sync::Arc;

use tera::{Context, Error, Kwargs, State, Tera, TeraResult, Value};

use super::files::Layer;
use super::{Ready, faults};
use crate::diagnostic::{Code, Diagnostic};
use crate::html::Containers;
use crate::view::{ContainerView, View};
use crate::wording::{Given, Unsayable, Wording};

/// A design in one language.
pub struct Voice {
    /// Its number among the voices of the design.
    number: usize,
    tera: Tera,
    layers: Arc<[Layer]>,
    wording: Arc<Wording>,
}

impl Voice {
    /// Gives compiled templates the words of a language.
    pub(super) fn new(number: usize, mut tera: Tera, layers: Arc<[Layer]>, wording: Wording) -> Self {
        let wording = Arc::new(wording);
        teach(&mut tera, wording.clone());
        Self { number, tera, layers, wording }
    }

    /// Its number among the voices of the design, from 0.
    pub fn number(&self) -> usize {
        self.number
    }

    /// Its words.
    pub fn wording(&self) -> &Wording {
        &self.wording
    }

    /// Shows a page. `shown` is the source it is made from, for the words of a fault.
    ///
    /// # Errors
    /// When the template fails.
    pub fn show(&self, template: &str, view: &View<Ready>, shown: &str) -> Result<String, Box<Diagnostic>> {
        self.render(template, view).map_err(|error| {
            let fault = faults::explain(&error, &self.layers, Code::E302);
            Box::new(match shown {
                "" => fault,
                shown => {
                    Diagnostic { message: format!("{} (while showing {shown})", fault.message), ..fault }
                }
            })
        })
    }

    pub(super) fn render(&self, template: &str, view: &impl serde::Serialize) -> Result<String, Error> {
        let context = Context::from_serialize(view)?;
        self.tera.render(template, &context)
    }
}

impl Containers for Voice {
    fn show(&self, view: &ContainerView<'_>) -> Result<String, Box<Diagnostic>> {
        self.render(&format!("containers/{}.html", view.kind), view)
            .map_err(|error| Box::new(faults::explain(&error, &self.layers, Code::E302)))
    }
}

/// Binds `say` to the words of a language.
pub(super) fn teach(tera: &mut Tera, wording: Arc<Wording>) {
    tera.register_function("say", move |arguments: Kwargs, _: &State<'_>| say(&wording, &arguments));
}

fn say(wording: &Wording, arguments: &Kwargs) -> TeraResult<Value> {
    let key: &str = arguments.must_get("key")?;
    // Most words have no placeholders and are given no values: nothing is to be filled in or checked.
    if let (Some(words), None) = (wording.fixed(key), arguments.iter().nth(1)) {
        return Ok(words.into());
    }
    let given = |name: &str| {
        let (_, value) = arguments.iter().find(|(other, _)| other.as_str() == Some(name))?;
        value.as_i128().map(Given::Number).or_else(|| value.as_str().map(Given::Text))
    };
    let said = wording.try_say(key, &given).map_err(|fault| Error::message(words(key, &fault)))?;
    let names = arguments.iter().filter_map(|(name, _)| name.as_str()).filter(|name| *name != "key");
    match wording.unknown(key, names) {
        Some(name) => Err(Error::message(words(key, &Unsayable::Unknown(name.to_owned())))),
        None => Ok(said.into()),
    }
}

/// What is wrong with a call of `say`, as a sentence.
pub(super) fn words(key: &str, fault: &Unsayable) -> String {
    match fault {
        Unsayable::NoWords => format!("There are no words for “{key}”."),
        Unsayable::Missing(name) => format!("“{key}” needs a value for {{{name}}}."),
        Unsayable::Unknown(name) => format!("“{key}” has no placeholder {{{name}}}."),
        Unsayable::NotANumber => format!("“{key}” needs a whole number as n."),
    }
}
