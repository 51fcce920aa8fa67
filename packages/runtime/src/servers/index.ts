export { anonymousServer, ownServer } from "./own-server.js";
export {
  type ServerDescription,
  type ServerOptions,
  type ServerPolicy,
  type ServerVariable,
  serverChoice,
} from "./server-choice.js";
