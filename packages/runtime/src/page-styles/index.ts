export type {
  AddressStyle,
  CursorStyle,
  LinkStyle,
  NumberStyle,
  OffsetStyle,
  PageStyle,
  PropertyPath,
} from "../operations/index.js";
export type { FetchPage, PageEncoders } from "../pages/index.js";
export { addressPages, linkPages } from "./address-pages.js";
export { cursorPages } from "./cursor-pages.js";
export { numberedPages } from "./numbered-pages.js";
export { offsetPages } from "./offset-pages.js";
