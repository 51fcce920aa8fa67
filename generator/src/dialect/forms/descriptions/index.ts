export { convertDescriptions } from "./convert-descriptions.ts";
