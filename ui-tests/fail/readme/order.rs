use docent::prelude::*;

#[derive(Default)]
struct Onboarding {
    projects: Vec<String>,
    title: String,
}

#[live_view(LiveView, TutorialMixin)]
impl Onboarding {
    /// Creates an empty project.
    #[event_handler]
    fn create_project(&mut self) {
        self.projects.push(String::new());
    }

    #[event_handler]
    fn form_input_title(&mut self, value: String) {
        self.title = value;
    }

    #[event_handler]
    async fn form_saved(&mut self, title: String) -> Result<(), std::io::Error> {
        if let Some(project) = self.projects.last_mut() {
            *project = title;
        }
        Ok(())
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from(format!(
            r#"<button dj-click="start_tutorial">Take the tour</button>
               <nav id="nav-dashboard">{} projects</nav>
               <button id="btn-new-project" dj-click="create_project">New project</button>
               <form id="project-form" dj-submit="form_saved">
                 <input name="title" dj-change="form_input_title" value="{}">
                 <button id="btn-save">Save</button>
               </form>"#,
            self.projects.len(),
            docent::escape(&self.title),
        ))
    }
}

tutorial! {
    <Onboarding>

    step {
        target: "#nav-dashboard",
        message: "This is your dashboard — your home base.",
        timeout: 4s,
    }
    step {
        target: "#btn-new-project",
        message: "Click here to create your first project.",
        wait_for: create_project,
    }
    step {
        target: "#project-form [name=title]",
        message: "Give it a title — anything works.",
        wait_for: form_input_title,
    }
    step {
        target: "#btn-save",
        message: "Save your project to continue.",
        wait_for: form_saved,
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    tracing_subscriber::fmt::init(); // prints the URL
    let app = axum::Router::new()
        .route("/", docent::live(Onboarding::default)) // the page and its socket, one URL
        .merge(docent::assets()); // the script and the optional stylesheet
    docent::serve(tokio::net::TcpListener::bind("127.0.0.1:3000").await?, app).await
}
