//! How many guesses a passphrase takes, by zxcvbn; what it says is said in codes, so that it can be translated.

use zxcvbn::feedback::{Suggestion, Warning};

/// What zxcvbn says.
#[derive(Clone, Debug, PartialEq)]
pub struct Strength {
    /// 0 (guessed at once) to 4 (very unlikely to be guessed).
    pub score: u8,
    /// The decimal logarithm of how many guesses it takes; zxcvbn counts up to 2^64, so at most 19.3.
    pub guesses_log10: f64,
    /// What makes it weak.
    pub warning: Option<&'static str>,
    /// What would make it better.
    pub suggestions: Vec<&'static str>,
}

/// What somebody would try first who has found a backup of this page.
const NEAR_AT_HAND: &[&str] = &["dydx", "stark", "starkware", "credentials", "backup"];

/// Looks at the first 100 characters; more of them would only make it stronger.
pub fn strength(passphrase: &str) -> Strength {
    let estimate = zxcvbn::zxcvbn(passphrase, NEAR_AT_HAND);
    let feedback = estimate.feedback();
    Strength {
        score: estimate.score().into(),
        // Of nothing it is the logarithm of 0.
        guesses_log10: estimate.guesses_log10().max(0.0),
        warning: feedback.and_then(|feedback| feedback.warning()).map(warning_code),
        suggestions: feedback.map_or(&[][..], |feedback| feedback.suggestions()).iter().map(suggestion_code).collect(),
    }
}

fn warning_code(warning: Warning) -> &'static str {
    match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess => "KEYBOARD_ROW",
        Warning::ShortKeyboardPatternsAreEasyToGuess => "KEYBOARD_PATTERN",
        Warning::RepeatsLikeAaaAreEasyToGuess => "REPEATED_CHARACTER",
        Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => "REPEATED_PATTERN",
        Warning::ThisIsATop10Password => "TOP_10_PASSWORD",
        Warning::ThisIsATop100Password => "TOP_100_PASSWORD",
        Warning::ThisIsACommonPassword => "COMMON_PASSWORD",
        Warning::ThisIsSimilarToACommonlyUsedPassword => "LIKE_A_COMMON_PASSWORD",
        Warning::SequencesLikeAbcAreEasyToGuess => "SEQUENCE",
        Warning::RecentYearsAreEasyToGuess => "RECENT_YEAR",
        Warning::AWordByItselfIsEasyToGuess => "SINGLE_WORD",
        Warning::DatesAreOftenEasyToGuess => "DATE",
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess => "SINGLE_NAME",
        Warning::CommonNamesAndSurnamesAreEasyToGuess => "COMMON_NAME",
    }
}

fn suggestion_code(suggestion: &Suggestion) -> &'static str {
    match suggestion {
        Suggestion::UseAFewWordsAvoidCommonPhrases => "USE_A_FEW_WORDS",
        Suggestion::NoNeedForSymbolsDigitsOrUppercaseLetters => "NO_NEED_FOR_SYMBOLS",
        Suggestion::AddAnotherWordOrTwo => "ADD_A_WORD_OR_TWO",
        Suggestion::CapitalizationDoesntHelpVeryMuch => "CAPITALS_HELP_LITTLE",
        Suggestion::AllUppercaseIsAlmostAsEasyToGuessAsAllLowercase => "ALL_CAPITALS_HELP_LITTLE",
        Suggestion::ReversedWordsArentMuchHarderToGuess => "REVERSING_HELPS_LITTLE",
        Suggestion::PredictableSubstitutionsDontHelpVeryMuch => "SUBSTITUTIONS_HELP_LITTLE",
        Suggestion::UseALongerKeyboardPatternWithMoreTurns => "LONGER_KEYBOARD_PATTERN",
        Suggestion::AvoidRepeatedWordsAndCharacters => "AVOID_REPEATS",
        Suggestion::AvoidSequences => "AVOID_SEQUENCES",
        Suggestion::AvoidRecentYears => "AVOID_RECENT_YEARS",
        Suggestion::AvoidYearsThatAreAssociatedWithYou => "AVOID_YOUR_YEARS",
        Suggestion::AvoidDatesAndYearsThatAreAssociatedWithYou => "AVOID_YOUR_DATES",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_guessed_first_is_weak_and_says_why() {
        for (passphrase, warning) in [
            ("password", "TOP_10_PASSWORD"),
            ("qwertyuiop", "TOP_100_PASSWORD"),
            ("aaaaaaaa", "REPEATED_CHARACTER"),
            ("abcdefghi", "SEQUENCE"),
        ] {
            let found = strength(passphrase);
            assert!(found.score < 2, "{passphrase}: {found:?}");
            assert_eq!(found.warning, Some(warning), "{passphrase}");
            assert!(!found.suggestions.is_empty());
        }
    }

    #[test]
    fn the_names_of_what_is_backed_up_are_guessed_first() {
        for passphrase in ["dydx", "DYDX", "starkware", "backup1"] {
            assert!(strength(passphrase).score < 2, "{passphrase}: {:?}", strength(passphrase));
        }
    }

    #[test]
    fn nothing_takes_one_guess() {
        let found = strength("");
        assert_eq!((found.score, found.guesses_log10, found.warning), (0, 0.0, None));
        assert_eq!(found.suggestions, ["USE_A_FEW_WORDS", "NO_NEED_FOR_SYMBOLS"]);
    }

    #[test]
    fn a_generated_one_is_as_strong_as_it_gets() {
        let found = strength(&crate::generate());
        assert_eq!((found.score, found.warning, found.suggestions.len()), (4, None, 0));
        assert!(found.guesses_log10 > 19.0, "{found:?}");
    }
}
