// The wall follows every change by itself.

import { follow } from "./live.js";

follow({ audience: "scherm" });
