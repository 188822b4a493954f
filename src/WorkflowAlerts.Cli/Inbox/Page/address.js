"use strict";

// What is in the address: the message that is pointed at and the filter, so that either can be kept or passed on. #/message/12?q=spark&to=data-team
const Address = (() => {
  function read() {
    const [path, query] = location.hash.slice(1).split("?", 2);
    const values = new URLSearchParams(query ?? "");
    const id = /^\/message\/(\d+)$/.exec(path)?.[1];
    return { id: id ? Number(id) : null, filter: { q: values.get("q") ?? "", to: values.get("to") ?? "", about: values.get("about") ?? "" } };
  }

  function write({ id, filter }) {
    const values = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ""));
    const hash = `#/${id ? `message/${id}` : ""}${values.size > 0 ? `?${values}` : ""}`;
    history.replaceState(null, "", hash === "#/" ? location.pathname : hash);
  }

  return { read, write };
})();
