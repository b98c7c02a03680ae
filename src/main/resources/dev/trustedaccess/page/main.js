// Which view is shown, and the frame around it.

const VIEWS = [
  ["overview", "Overview", Overview],
  ["services", "Services", Services],
  ["accounts", "Services and accounts", Accounts],
  ["deletions", "Deletions", Deletions],
  ["connections", "Connections", Connections],
  ["changes", "Changes by others", Changes],
];

const state = { search: "", announced: "" };

/** The parts of the address behind "#/". */
function route() {
  const parts = location.hash.replace(/^#\/?/, "").split("/");
  try {
    return parts.map(decodeURIComponent);
  } catch (malformed) {
    return parts;
  }
}

function Current() {
  const [view, first, second] = route();
  switch (view) {
    case "service": return h(Service, { name: first, key: first });
    case "account": return h(Account, { organization: first, id: second });
    case "connection": return h(Connection, { name: first });
    default: return h((VIEWS.find(([name]) => name === view) || VIEWS[0])[2]);
  }
}

/** A view's heading; it gets the focus when the view changes, so that a screen reader begins there. */
function Heading({ text }) {
  return h("h1", { tabIndex: -1, id: "heading" }, text);
}

function NotFound({ what }) {
  return h(Fragment, null,
    h(Heading, { text: "Not found" }),
    h("p", null, `There is no ${what}. It may have been deleted meanwhile.`));
}

function Standby() {
  return h("main", { id: "main" },
    h(Heading, { text: "This pod is on standby" }),
    h("p", null, page.leader ? `It holds nothing to show. The pod ${page.leader} leads.`
      : "It holds nothing to show, and it is not known which pod leads. Reload the page in a moment."),
    page.forward && h(Step, { step: { purpose: "To see the page of the pod that leads", command: page.forward } }));
}

function Frame() {
  const [view] = route();
  const search = event => {
    state.search = event.target.value;
    draw();
  };
  return h(Fragment, null,
    h("a", { class: "skip", href: "#main", onClick: toMain }, "Skip to content"),
    h("header", null,
      h("div", { class: "top" },
        h("span", { class: "brand" }, "Trusted access"),
        page.leading && h("label", null, h("span", { class: "hidden" }, "Search by account, principal or name"),
          h("input", {
            type: "search", id: "search", value: state.search, onInput: search, autocomplete: "off",
            placeholder: "Account, principal or name",
          })),
        h("span", { class: "muted" }, "As of ", h("time", { dateTime: page.time }, absolute(page.time))),
        h("button", { type: "button", onClick: () => location.reload() }, "Refresh")),
      page.leading && h("nav", { "aria-label": "Views" }, h("ul", null, VIEWS.map(([name, title]) => h("li", null,
        h("a", {
          href: "#/" + name, onClick: arriveAgain,
          "aria-current": !state.search && name === (view || "overview") ? "page" : undefined,
        }, title)))))),
    page.leading
      ? h("main", { id: "main", tabIndex: -1 }, state.search.trim() ? h(Results, { text: state.search }) : h(Current))
      : h(Standby),
    h("footer", null, `trusted-access-operator ${page.version}. This page only shows: it changes nothing.`),
    h("div", { class: "hidden", "aria-live": "polite" }, state.announced));
}

function draw() {
  render(h(Frame), document.getElementById("root"));
}

function announce(text) {
  state.announced = text;
  draw();
}

function toMain(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

/** Shows the view of the address, and leaves the search: it is not in the address. */
function arrive() {
  state.search = "";
  draw();
  const heading = document.getElementById("heading");
  if (heading) {
    document.title = heading.textContent + " - Trusted access";
    heading.focus({ preventScroll: true });
  }
  scrollTo(0, 0);
}

/** A link to the address that is shown already changes no address. */
function arriveAgain(event) {
  if (event.currentTarget.href === location.href) {
    arrive();
  }
}

addEventListener("hashchange", arrive);
draw();
