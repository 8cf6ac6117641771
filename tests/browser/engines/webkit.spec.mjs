// The claims, in one engine: see `harness.mjs`.

import { testIn } from "./harness.mjs";
import * as engine from "./webkit.mjs";

testIn(engine);
