export { followRedirects } from "./follow-redirects.js";
export { redirectLocation } from "./redirect-location.js";
