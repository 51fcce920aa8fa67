export { applyOverlays } from "./apply.ts";
export type { Overlay } from "./overlay.ts";
export { readOverlays } from "./read-overlays.ts";
