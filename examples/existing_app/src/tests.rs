use docent::test::{Page, ShownElsewhere, check_targets};
use docent::tour::Tutorial;

use crate::pages;
use crate::tour::{Onboarding, ProjectCreated};

#[test]
fn every_step_has_its_target() {
    let pages = [
        pages::dashboard("Ada", &[]),
        pages::new_project(None),
        pages::project("Apollo"),
    ];
    let pages = pages.map(|page| page.0);
    check_targets(Onboarding::tour(), pages).assert_found();
}

#[tokio::test(start_paused = true)]
async fn the_tour_goes_on_by_what_the_app_has_done() {
    let mut page = Page::mount(Onboarding::default).await;
    page.start_tutorial().await.expect("a tour");
    let target = |page: &Page<Onboarding>| page.step().expect("a step").target;
    assert_eq!(target(&page), "#projects");
    page.skip().await;
    assert_eq!(target(&page), "#new-project");
    page.set_document(pages::dashboard("Ada", &[]).0);
    page.click("#new-project").await.expect("nothing to refuse");
    assert_eq!(target(&page), "#project-form [name=title]");
    page.emit(ProjectCreated).await.expect("a session");
    page.visit("/projects/0").await;
    assert_eq!(target(&page), "#project-title");
    page.skip().await;
    assert_eq!(page.outcome().as_deref(), Some("finished"));
}

#[tokio::test(start_paused = true)]
async fn who_has_a_project_is_not_asked_to_create_one() {
    let view = Onboarding { projects: 1 };
    let mut page = Page::open(view).await;
    page.start_tutorial().await.expect("a tour");
    page.skip().await;
    let link = ShownElsewhere::Link("/projects/0".to_owned());
    assert_eq!(page.step().expect("a step").elsewhere, Some(link));
}

#[test]
fn the_readme_shows_lines_that_are_in_the_sources() {
    let sources = [
        include_str!("main.rs"),
        include_str!("lib.rs"),
        include_str!("pages.rs"),
    ]
    .concat();
    let readme = include_str!("../README.md");
    let added: Vec<_> = readme
        .lines()
        .filter_map(|line| line.strip_prefix('+'))
        .collect();
    assert_eq!(added.len(), 7);
    for line in added {
        assert!(sources.contains(line), "{line}");
    }
}
