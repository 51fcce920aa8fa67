// Properties are tested with the same random values in each run, so that a failure can be repeated. `SEED=7 npm test` tries others.

import fc from "fast-check";

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.SEED ?? 1) });
