/**
 * Corrects the roles of VitePress's search for assistive programs. It calls its dialog a button and its results options, neither of which may
 * contain links, and gives each result a name without the text that it shows.
 */
export function correctSearchRoles(page: Document): void {
  const correct = () => {
    // Its name is the text that it shows. The keys beside the text would not be part of another name.
    for (const button of page.querySelectorAll(".DocSearch-Button")) button.removeAttribute("aria-label");
    for (const keys of page.querySelectorAll(".DocSearch-Button-Keys"))
      keys.setAttribute("aria-hidden", "true");
    for (const key of page.querySelectorAll(".VPLocalSearchBox kbd[aria-label]:not([role])")) {
      key.setAttribute("role", "img");
    }
    for (const dialog of page.querySelectorAll(".VPLocalSearchBox")) {
      if (dialog.getAttribute("role") !== "dialog") dialog.setAttribute("role", "dialog");
      for (const name of ["aria-expanded", "aria-haspopup", "aria-owns"]) dialog.removeAttribute(name);
    }
    for (const list of page.querySelectorAll("#localsearch-list")) list.removeAttribute("role");
    for (const result of page.querySelectorAll("#localsearch-list > li")) {
      for (const name of ["role", "aria-selected"]) result.removeAttribute(name);
    }
    for (const link of page.querySelectorAll("#localsearch-list a")) link.removeAttribute("aria-label");
  };
  correct();
  const attributeFilter = ["role", "aria-label", "aria-owns", "aria-selected"];
  // What is correct already is not written again, which would be another change.
  new MutationObserver(correct).observe(page.body, { attributeFilter, childList: true, subtree: true });
}
