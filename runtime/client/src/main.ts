/** `docent.js`: the script of a page that docent renders. Its tag is deferred: the page is parsed. */

import { livePage } from "./live_page.ts";
import { load } from "./start.ts";

load(livePage);
