/** Takes the place of Prism's HTTP client in the bundle: the mock sends none of Prism's requests. */
export default function noRequests(): never {
  throw new Error("the mock sends no requests for Prism");
}
