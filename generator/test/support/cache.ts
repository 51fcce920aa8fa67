import { tmpdir } from "node:os";
import { join } from "node:path";

/** The environment of commands of tests, whose caches are not those of the user. */
export const OWN_CACHE = { XDG_CACHE_HOME: join(tmpdir(), "sdkgen-test-cache") } as const;
