// What holds in every engine, by subject.

export { walk } from "./walk.mjs";
