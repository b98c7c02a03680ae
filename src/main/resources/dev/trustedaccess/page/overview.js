// Overview, services, deletions and changes by others.

function objects() {
  return [
    ...organizations.map(each => ({
      link: organizationLink(each.name), name: each.name, about: "connection", standing: each.standing,
    })),
    ...services.map(each => ({
      link: serviceLink(each.name), name: each.name, about: each.serviceName, standing: each.standing,
    })),
  ];
}

function Overview() {
  const all = objects();
  const of = urgency => all.filter(each => each.standing.urgency === urgency)
    .sort((a, b) => Boolean(b.standing.deleting) - Boolean(a.standing.deleting));
  const deleting = services.filter(each => each.standing.deleting).length;
  const figures = [
    [of("PERSON").length, of("PERSON").length === 1 ? "needs a person" : "need a person"],
    [of("WAITING").length, "in progress"],
    [of("NONE").length, "OK"],
    [deleting, "being deleted"],
    [organizations.reduce((sum, each) => sum + each.undeclaredCount, 0), "enabled, not declared"],
  ];
  return h(Fragment, null,
    h(Heading, { text: "Overview" }),
    h("ul", { class: "figures" }, figures.map(([count, what]) => h("li", null, h("strong", null, count), what))),
    h("h2", null, "What needs a person"),
    h(Entries, { entries: of("PERSON"), none: "Nothing needs a person." }),
    h("h2", null, "In progress"),
    h(Entries, { entries: of("WAITING"), none: "Nothing is in progress." }));
}

function Entries({ entries, none }) {
  return entries.length
    ? h("ul", { class: "plain" }, entries.map(each => h(Entry, { key: each.link, ...each })))
    : h("p", null, none);
}

function Services({ rows = services, heading = "Services" }) {
  const several = organizations.length > 1;
  return h(Fragment, null,
    h(Heading, { text: heading }),
    h(Table, {
      caption: "Declarations, and in how many accounts their services' roles are",
      columns: [
        { title: "Declaration", cell: row => h("a", { href: serviceLink(row.name) }, row.name) },
        { title: "Service", cell: row => row.serviceName },
        several && { title: "Connection", cell: row => row.organization },
        { title: "State", cell: row => h(Badge, { urgency: row.standing.urgency }) },
        { title: "Reason", cell: row => row.standing.reason },
        { title: "Enabled", cell: row => row.enabled },
        { title: "Enabled by", cell: row => row.enabledBy },
        { title: "Initialized", cell: row => row.initialized },
        ...["present", "missing", "absent", "unread", "tooYoung"].map(field => ({
          title: { present: "Present", missing: "Missing", absent: "Not needed", unread: "Not read", tooYoung: "Too young" }[field],
          cell: row => hasRoles(row) ? roleCounts(row)[field] : "",
          class: "number",
        })),
      ].filter(Boolean),
      rows,
    }));
}

function Remaining({ service }) {
  if (!service.remaining.length) {
    return service.remainsRead ? "nothing" : "not read yet";
  }
  const more = service.remainingCount - service.remaining.length;
  return h("ul", { class: "plain" },
    service.remaining.map(each => h("li", null,
      `${each.effect}: ${each.kind} ${each.id}`,
      each.account && ` in account ${each.account}`,
      each.region && ` (${each.region})`)),
    more > 0 && h("li", null, `and ${more} more`));
}

function Deletions() {
  const rows = services.filter(each => each.standing.deleting);
  return h(Fragment, null,
    h(Heading, { text: "Deletions" }),
    rows.length === 0 && h("p", null, "No declaration is being deleted."),
    rows.map(row => h("section", { key: row.name, "aria-labelledby": "deletion-" + row.name },
      h("h2", { id: "deletion-" + row.name }, h("a", { href: serviceLink(row.name) }, row.name)),
      h(StandingCard, { standing: row.standing }),
      h(Facts, {
        facts: [
          ["Deletion policy", row.deletionPolicy],
          ["Enabled by", row.enabledBy],
          ["Impact of disabling", row.impact],
          ["Disabling means", row.cost],
          ["Enabling again does not restore", row.lost],
          ["Remains", h(Remaining, { service: row })],
        ],
      }))));
}

function Changes() {
  const seen = services.filter(each => each.changeByOthers.time)
    .sort((a, b) => b.changeByOthers.time.localeCompare(a.changeByOthers.time));
  const removed = services.flatMap(service => service.administrators
    .filter(each => each.removedByOthers).map(each => ({ service, each })));
  return h(Fragment, null,
    h(Heading, { text: "Changes by others" }),
    seen.length === 0 && removed.length === 0 && h("p", null, "No change by others is on record."),
    seen.length > 0 && h(Table, {
      caption: "The newest change by others for each declaration",
      columns: [
        { title: "Declaration", cell: row => h("a", { href: serviceLink(row.name) }, row.name) },
        { title: "Change", cell: row => row.changeByOthers.action },
        { title: "Time", cell: row => h(Time, { value: row.changeByOthers.time }) },
        { title: "Made by", cell: row => row.changeByOthers.who || "unknown", class: "long" },
        { title: "Event in CloudTrail", cell: row => row.changeByOthers.event },
      ],
      rows: seen,
    }),
    removed.length > 0 && h(Table, {
      caption: "What the operator had made, and others removed",
      columns: [
        { title: "Declaration", cell: row => h("a", { href: serviceLink(row.service.name) }, row.service.name) },
        { title: "Kind", cell: row => row.each.kind },
        { title: "Id", cell: row => row.each.id },
        { title: "Region", cell: row => row.each.region },
      ],
      rows: removed,
    }));
}
