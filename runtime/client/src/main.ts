/** `docent.js`: the script of a page. */

import { load } from "./start.ts";

load();
