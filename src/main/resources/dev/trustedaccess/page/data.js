"use strict";

// What the operator has put into this document. It is text until here, and is only ever drawn as text.
const page = JSON.parse(document.getElementById("data").textContent);

const services = page.services;
const organizations = page.connections;
const organizationNamed = new Map(organizations.map(each => [each.name, each]));
const serviceNamed = new Map(services.map(each => [each.name, each]));

const URGENCIES = {
  PERSON: "Needs a person",
  WAITING: "In progress",
  NONE: "OK",
};

/** Marks of a service's roles in one account, the most important first: a sign that is seen, and what it means. */
const MARKS = {
  m: { sign: "✗", meaning: "missing" },
  u: { sign: "?", meaning: "not read" },
  y: { sign: "…", meaning: "account too young" },
  p: { sign: "✓", meaning: "present" },
  a: { sign: "○", meaning: "absent, not needed yet" },
  "-": { sign: "·", meaning: "not expected" },
};

/** How often each mark is in a text of marks. */
function countMarks(marks) {
  const counts = { m: 0, u: 0, y: 0, p: 0, a: 0, "-": 0 };
  for (let at = 0; at < marks.length; at++) {
    counts[marks[at]]++;
  }
  return counts;
}

/** In how many accounts a service's roles are; from the accounts if they were read, else as status has it. */
function roleCounts(service) {
  if (service.rolesByAccount) {
    const counts = countMarks(service.rolesByAccount);
    return { present: counts.p, missing: counts.m, absent: counts.a, unread: counts.u, tooYoung: counts.y };
  }
  const sum = field => service.coverage.reduce((total, role) => total + role[field], 0);
  const missing = service.standing.conditions.some(each => each.reason === "RolesMissing") ? sum("absent") : 0;
  return {
    present: sum("present"), missing, absent: sum("absent") - missing, unread: sum("unread"), tooYoung: sum("tooYoung"),
  };
}

/** "1 account", "2 accounts". */
function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function hasRoles(service) {
  return service.rolesByAccount !== "" || service.coverage.length > 0;
}

/** The accounts of an organization in which the service's roles have this mark. */
function accountsWith(service, mark) {
  const accounts = (organizationNamed.get(service.organization) || { accountIds: [] }).accountIds;
  return accounts.filter((_, at) => service.rolesByAccount[at] === mark);
}

/** A principal without the ending that nearly all have. */
function shortPrincipal(principal) {
  return principal.replace(/\.amazonaws\.com$/, "");
}

/** "3 h ago", by the operator's clock; "in 3 h" for what is to come. */
function distance(time) {
  const seconds = Math.round((Date.parse(page.time) - Date.parse(time)) / 1000);
  const size = Math.abs(seconds);
  const [count, unit] = size < 60 ? [size, "s"]
    : size < 3600 ? [Math.floor(size / 60), "min"]
    : size < 86400 ? [Math.floor(size / 3600), "h"] : [Math.floor(size / 86400), "d"];
  return seconds < 0 ? `in ${count} ${unit}` : `${count} ${unit} ago`;
}

/** "2026-01-31 09:00:00 UTC"; a text that is no time as it is. */
function absolute(time) {
  return time.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?Z$/, "$1 $2 UTC");
}

function serviceLink(name) {
  return "#/service/" + encodeURIComponent(name);
}

function accountLink(organization, id) {
  return "#/account/" + encodeURIComponent(organization) + "/" + encodeURIComponent(id);
}

function organizationLink(name) {
  return "#/connection/" + encodeURIComponent(name);
}
