export type {
  BodyAlternative,
  BodyChoice,
  BodyChooser,
  BodyEncoding,
  ChoosableOperation,
  CookieParameter,
  ExpectedResponse,
  FieldEncoding,
  HeaderEncoder,
  HeaderParameter,
  HeaderParameters,
  ParamsChoice,
  PathEncoder,
  PathParameter,
  PathParameters,
  ResponseKind,
  ResponseReader,
  StyledHeaderParameter,
  StyledQueryParameter,
} from "../operations/index.js";
export { type AlternativeEncoders, chosenBody } from "./chosen-body.js";
export { responseKind } from "./response-kind.js";
export { styledForm, styledMultipart } from "./styled-forms.js";
export { styledHeaders } from "./styled-headers.js";
export { styledPath } from "./styled-path.js";
export { wholeQuery } from "./whole-query.js";
