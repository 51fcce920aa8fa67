export { type Finding, fine, wrong } from "./finding.ts";
export { packageFindings, problemText } from "./packages.ts";
export { releaseFindings } from "./release.ts";
export { runtimeFinding, toolFindings } from "./tools.ts";
