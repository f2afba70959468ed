//! Ten thousand made-up ledgers, in the browser: WebAssembly comes to what native code comes to.

#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

#[path = "../crates/rules/golden/random.rs"]
mod random;

wasm_bindgen_test_configure!(run_in_browser);

/// One test for each thousand, so that a difference is found where it is.
macro_rules! thousands {
    ($($name:ident: $thousand:literal,)*) => {$(
        #[wasm_bindgen_test]
        fn $name() {
            let digest = random::digest($thousand, &mut std::io::sink());
            assert_eq!(digest, Ok(random::DIGESTS[$thousand]));
        }
    )*};
}

thousands! {
    first_thousand: 0,
    second_thousand: 1,
    third_thousand: 2,
    fourth_thousand: 3,
    fifth_thousand: 4,
    sixth_thousand: 5,
    seventh_thousand: 6,
    eighth_thousand: 7,
    ninth_thousand: 8,
    tenth_thousand: 9,
}
