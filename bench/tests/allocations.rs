//! What is the same on every machine: how many allocations a step makes.

use docent_bench::measures::allocations_per_step;

#[test]
fn a_step_asks_for_memory_no_more_often_than_it_did() {
    let (docent, echo) = allocations_per_step(false).expect("both servers run");
    let more = docent - echo;
    assert!(
        more < 1.1,
        "a step takes {more:.2} allocations more than the echo"
    );
}
