export { type Canonical, canonicalize } from "./canonicalize.ts";
