// What holds in every engine, by subject.

export { walk } from "./walk.mjs";
export { resume } from "./resume.mjs";
export { scripts } from "./scripts.mjs";
export { forms } from "./forms.mjs";
export { morph } from "./morph.mjs";
export { events } from "./events.mjs";
export { placement } from "./placement.mjs";
export { layers } from "./layers.mjs";
export { keys } from "./keys.mjs";
export { navigation } from "./navigation.mjs";
export { page } from "./page.mjs";
