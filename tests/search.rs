//! Search: what texts become, word by word, and under which terms words are found. `judges.rs` holds the browser's side to the same.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

mod support;

use pamphlet::search::terms::{distance, mutations, stem, term};
use proptest::prelude::*;
use support::found::{self, collection, queries};
use support::words::{Given, cases, vocabulary, words_of};

#[test]
fn texts_become_these_words() {
    for case in cases().tokens {
        let given = words_of(&case.text);
        let words: Vec<String> = given.iter().map(|it| format!("{}:{}", it.position, it.word)).collect();
        let expected: Vec<&str> = case.words.split_whitespace().collect();
        assert_eq!(words, expected, "{}", case.about);
        let first = given.iter().filter(|it| it.number == 0);
        let chunks: Vec<&str> = first.map(|it| &case.text[it.start..it.end]).collect();
        assert_eq!(chunks, case.chunks, "{}", case.about);
    }
}

#[test]
fn words_are_found_under_these_terms() {
    for (language, words) in cases().terms {
        for (word, expected) in words {
            assert_eq!(term(&word, &language), expected, "{word} in {language}");
        }
    }
}

#[test]
fn welsh_words_have_these_forms() {
    for (word, expected) in cases().mutations {
        assert_eq!(mutations(&word).join(" "), expected, "{word}");
    }
}

#[test]
fn words_are_so_far_apart() {
    for case in cases().distances {
        let [a, b] = &case.words;
        assert_eq!(distance(a, b, case.most), case.is, "{a} and {b}");
        assert_eq!(distance(b, a, case.most), case.is, "{b} and {a}");
    }
}

#[test]
fn the_published_vocabulary_has_its_published_stems() {
    let (plain, others): (Vec<_>, Vec<_>) =
        vocabulary().into_iter().partition(|(word, _)| word.bytes().all(|byte| byte.is_ascii_lowercase()));
    assert!(plain.len() > 29_000 && others.len() < 20, "{} and {}", plain.len(), others.len());
    for (word, expected) in plain {
        assert_eq!(stem(&word), expected, "{word}");
    }
    for (word, _) in others {
        assert_eq!(stem(&word), word, "words never have apostrophes");
    }
}

/// A text of words and of everything that may join or separate them.
fn text() -> impl Strategy<Value = String> {
    let joining = prop::sample::select("-‐–−'’ʼ.,.,. \u{AD}\u{200B}\u{301}".chars().collect::<Vec<_>>());
    let sign = prop_oneof![
        4 => prop::char::range('a', 'z'),
        2 => prop::sample::select("AZsSéŒßİſﬁ½ʼnͺΣ日か".chars().collect::<Vec<_>>()),
        2 => prop::char::range('0', '9'),
        4 => joining,
        1 => any::<char>(),
    ];
    prop::collection::vec(sign, 0..80).prop_map(|signs| signs.into_iter().collect())
}

fn follow_one_another(text: &str, words: &[Given]) {
    let mut before: Option<&Given> = None;
    for word in words {
        assert!(word.start < word.end, "{word:?}");
        assert!(text.get(word.start..word.end).is_some(), "{word:?} stands inside a sign or outside");
        let next = before.map_or(0, |before| before.position + 1);
        let goes_on = before.filter(|before| before.position == word.position);
        assert_eq!(word.number, goes_on.map_or(0, |before| before.number + 1), "{word:?}");
        match goes_on {
            Some(before) => assert_eq!((before.start, before.end), (word.start, word.end)),
            None => {
                assert_eq!(word.position, next);
                assert!(before.is_none_or(|before| before.end <= word.start), "{word:?} overlaps");
            }
        }
        before = Some(word);
    }
}

fn is_folded(word: &str) {
    let count = word.chars().count();
    assert!((1..=40).contains(&count), "{word:?} has {count} signs");
    let signs: Vec<char> = word.chars().collect();
    for (at, sign) in signs.iter().enumerate() {
        if *sign == '.' {
            let around = [at.checked_sub(1), Some(at + 1)].map(|at| at.and_then(|at| signs.get(at)));
            assert!(around.iter().all(|it| it.is_some_and(char::is_ascii_digit)), "{word:?}");
        } else {
            let again = words_of(&sign.to_string());
            assert_eq!(again.len(), 1, "{sign:?} of {word:?} is no word");
            assert_eq!(again[0].word, sign.to_string(), "{word:?} is not folded");
        }
    }
}

/// Every sign that there is, alone: what it becomes is folded.
#[test]
fn folding_again_changes_nothing() {
    let mut letters = 0;
    for sign in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
        for given in words_of(&sign.to_string()) {
            is_folded(&given.word);
            letters += 1;
        }
    }
    assert!(letters > 100_000, "{letters}");
}

proptest! {
    #[test]
    fn any_text_has_sound_words(text in text()) {
        let words = words_of(&text);
        follow_one_another(&text, &words);
        words.iter().for_each(|it| is_folded(&it.word));
    }

    /// Signs that are not seen change nothing. They also lead away from the short way that plain words take, so both ways agree.
    #[test]
    fn what_is_not_seen_changes_nothing(text in text()) {
        let hidden: String = text.chars().flat_map(|sign| {
            let soft = if sign.is_alphanumeric() { "\u{AD}" } else { "" };
            std::iter::once(sign).chain(soft.chars())
        }).collect();
        let plain = |text: &str| -> Vec<(String, u32)> {
            words_of(text).into_iter().map(|it| (it.word, it.position)).collect()
        };
        prop_assert_eq!(plain(&text), plain(&hidden));
    }

    #[test]
    fn distances_are_those_that_others_count(a in "[abcé]{0,7}", b in "[abcé]{0,7}", most in 0_usize..8) {
        prop_assert_eq!(distance(&a, &b, most), strsim::osa_distance(&a, &b).min(most + 1));
    }

    /// Whoever types any form finds all others that stand for the same word.
    #[test]
    fn welsh_forms_know_one_another(
        word in "(c|g|ngh|ch|p|b|mh|ph|t|d|nh|th|ng|f|m|dd|n|ll|l|rh|r|h|s|ff)?[aeiouwy][a-z]{3,5}"
    ) {
        for form in mutations(&word) {
            prop_assert!(mutations(&form).contains(&word), "{} knows {}, not the other way round", word, form);
        }
    }

    #[test]
    fn any_word_has_a_term_and_forms(word in ".{0,12}") {
        let _ = (term(&word, "en"), term(&word, "cy"), mutations(&word), distance(&word, "solar", 2));
    }
}

#[test]
fn no_query_breaks_anything() {
    let site = found::site(&collection("two"));
    let pieces = prop::sample::select(vec![
        "bus",
        "co-op",
        "\"",
        "“",
        "”",
        "  ",
        "\u{0}",
        "🐑",
        "ثورة",
        "字",
        "Cymru",
        "public house",
        "roof",
        "the",
        "’s",
        "-",
        "1,000",
        "3.50",
        "U.K.",
        "\u{AD}",
        "x",
        "stretfrod",
        "<b>",
        "\\",
        "of the",
        "MP",
        "a".repeat(300).leak(),
    ]);
    let queries = prop::collection::vec(prop_oneof![pieces.prop_map(str::to_owned), any::<String>()], 0..40);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    runner
        .run(&queries, |query| {
            let query = query.concat();
            let (paths, answer) = site.find(&query);
            prop_assert_eq!(paths.len(), answer.hits.len());
            prop_assert!(
                answer.hits.iter().all(|hit| hit.score.is_finite() && hit.score >= 0.0),
                "{:?}",
                answer
            );
            prop_assert_eq!(&site.find(&query).1, &answer);
            Ok(())
        })
        .expect("sound answers");
}

#[test]
fn queries_find_what_they_should() {
    let mut wrong = Vec::new();
    for (name, queries) in queries() {
        let site = found::site(&collection(&name));
        for (query, expected) in queries {
            let (paths, answer) = site.find(&query);
            let slug = |path: &&str| path.trim_start_matches("essays/").trim_end_matches(".md").to_owned();
            let slugs: Vec<String> = paths.iter().map(slug).collect();
            let mut hold = |truth: bool, what: &str| {
                if !truth {
                    wrong.push(format!(
                        "{name}: {query:?}: {what}; found {slugs:?}, mended {:?}, suggested {:?}",
                        answer.mended, answer.suggestion
                    ));
                }
            };
            if let Some(first) = &expected.finds {
                hold(
                    slugs.first().map_or("", String::as_str) == first,
                    &format!("{first:?} does not come first"),
                );
            }
            expected.also.iter().for_each(|also| hold(slugs.contains(also), &format!("{also} is missing")));
            expected
                .never
                .iter()
                .for_each(|never| hold(!slugs.contains(never), &format!("{never} is found")));
            if let Some(mended) = &expected.mended {
                hold(answer.mended.contains(mended), "it is not mended");
            }
            if expected.suggestion.is_some() {
                hold(answer.suggestion == expected.suggestion, "it is not suggested");
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
