export { adoptedConfig } from "./adopted-config.ts";
export { type Answers, LAYOUTS, type Layout } from "./answers.ts";
export { configurationText } from "./configuration-text.ts";
export { documentFiles } from "./document-files.ts";
export { overlayFiles } from "./overlay-files.ts";
export { newConfiguration, resolvedIn } from "./repository.ts";
export { repositoryFiles } from "./repository-files.ts";
export { serversOverlay } from "./servers-overlay.ts";
export { suggestedTitle } from "./suggested-title.ts";
