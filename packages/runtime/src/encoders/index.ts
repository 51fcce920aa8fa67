export type {
  CookieParameter,
  ExpectedResponse,
  FieldEncoding,
  HeaderEncoder,
  HeaderParameter,
  HeaderParameters,
  PathEncoder,
  PathParameter,
  PathParameters,
  ResponseKind,
  ResponseReader,
  StyledHeaderParameter,
  StyledQueryParameter,
} from "../operations/index.js";
export { responseKind } from "./response-kind.js";
export { styledForm, styledMultipart } from "./styled-forms.js";
export { styledHeaders } from "./styled-headers.js";
export { styledPath } from "./styled-path.js";
export { wholeQuery } from "./whole-query.js";
