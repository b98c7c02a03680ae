// Parts that several views are made of.

const { h, render, Fragment } = preact;

function Badge({ urgency }) {
  return h("span", { class: "badge " + urgency }, URGENCIES[urgency]);
}

function Time({ value }) {
  if (!value) {
    return null;
  }
  return h("time", { dateTime: value }, absolute(value),
    Number.isNaN(Date.parse(value)) ? null : h("span", { class: "muted" }, ` (${distance(value)})`));
}

/** A command with a button that copies it. */
function Step({ step }) {
  const copy = async event => {
    const button = event.currentTarget;
    try {
      await navigator.clipboard.writeText(step.command);
      button.textContent = "Copied";
      announce("Copied: " + step.command);
    } catch (refused) {
      button.textContent = "Select it";
      announce("The browser does not allow copying. Select the command.");
    }
  };
  return h("div", { class: "step" },
    h("p", null, step.purpose + ":"),
    h("div", null,
      h("code", null, step.command),
      h("button", { type: "button", onClick: copy, "aria-label": "Copy: " + step.command }, "Copy")));
}

function Steps({ steps }) {
  return steps.map(step => h(Step, { step, key: step.command }));
}

/**
 * A table.
 *
 * columns: title, cell (a row's content), and class; the first column has the rows' headers.
 */
function Table({ caption, columns, rows, className }) {
  return h("div", { class: "scroll", tabIndex: 0, role: "region", "aria-label": caption },
    h("table", { class: className || "" },
      h("caption", null, caption),
      h("thead", null, h("tr", null,
        columns.map(column => h("th", { scope: "col", class: column.class || "" }, column.title)))),
      h("tbody", null, rows.map(row => h("tr", null, columns.map((column, at) => at === 0
        ? h("th", { scope: "row", class: column.class || "" }, column.cell(row))
        : h("td", { class: column.class || "" }, column.cell(row))))))));
}

/** Names with their values; a value that is empty is left out. */
function Facts({ facts }) {
  const shown = facts.filter(([, value]) => value !== "" && value !== null && value !== undefined);
  return h("dl", null, shown.map(([name, value]) => h(Fragment, { key: name }, h("dt", null, name), h("dd", null, value))));
}

/** What an object's conditions say, and what to do. */
function StandingCard({ standing }) {
  return h("div", { class: "card is-" + standing.urgency },
    h("div", { class: "card-head" },
      h(Badge, { urgency: standing.urgency }),
      standing.reason && h("strong", null, standing.reason),
      standing.since && h("span", { class: "muted" }, `${standing.sinceState} since `, h(Time, { value: standing.since }))),
    h("p", null, standing.message || "The operator has not read it yet."),
    standing.outdated && h("p", null, "The spec was changed after this was written. The operator has not read the change yet."),
    standing.deleting && h("p", null, "Deletion requested: ", h(Time, { value: standing.deleting })),
    standing.urgency === "NONE" && !standing.deleting ? null : h(Steps, { steps: standing.steps }));
}

function Conditions({ standing }) {
  if (!standing.conditions.length) {
    return null;
  }
  return h(Fragment, null,
    h("h2", null, "Conditions"),
    h(Table, {
      caption: "Conditions, as in the object's status",
      columns: [
        { title: "Condition", cell: row => row.type },
        { title: "Status", cell: row => row.status },
        { title: "Reason", cell: row => row.reason },
        { title: "Message", cell: row => row.message, class: "long" },
        { title: "Status since", cell: row => h(Time, { value: row.since }) },
      ],
      rows: standing.conditions,
    }));
}

/** One entry of a list of objects that are not as declared. */
function Entry({ link, name, about, standing }) {
  return h("li", { class: "card is-" + standing.urgency },
    h("div", { class: "card-head" },
      h("h3", null, h("a", { href: link }, name)),
      about && h("span", { class: "muted" }, about),
      h(Badge, { urgency: standing.urgency }),
      standing.reason && h("strong", null, standing.reason)),
    h("p", null, standing.message || "The operator has not read it yet."),
    standing.urgency === "PERSON" && h(Step, { step: standing.steps[0] }));
}
