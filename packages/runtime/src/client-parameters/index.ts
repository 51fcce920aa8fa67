export {
  type ClientParameter,
  type ClientParameterPolicy,
  clientParameters,
} from "./client-parameters.js";
