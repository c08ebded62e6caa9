"use strict";
(() => {
  const own = document.getElementById("live").dataset;
  const said = document.getElementById("said");
  const lost = document.getElementById("lost");
  const here = own.kind === "list" ? "/" : `/q/${own.id}`; // not `location`: a form that lacked something shows us too
  let title = document.title;
  let waiting = 0;
  let version = Number(own.version);
  let clocks = new Map();
  let arming = 0;

  // Arm the yes: it cannot be pressed before the question has been in view for a moment.
  const arm = () => {
    clearTimeout(arming);
    const answer = document.getElementById("answer");
    const send = answer && answer.querySelector(".send");
    if (!send) return;
    send.disabled = true;
    arming = setTimeout(() => {
      send.disabled = false;
      if (answer.elements.armed) answer.elements.armed.value = "yes";
    }, Number(answer.dataset.arm) + 50);
  };

  // A word that a rule named is brought into view, however long the text is.
  const reveal = () => {
    const word = document.querySelector(".post .text mark");
    if (!word) return;
    const text = word.closest(".text");
    const below = word.getBoundingClientRect().bottom - text.getBoundingClientRect().bottom;
    if (below > 0) text.scrollTop += below + text.clientHeight / 2;
  };

  // The clocks count by themselves; the guard's own clock decides.
  const inWords = (clock, left) => {
    const minutes = left > Math.max(90, Number(clock.dataset.seconds || 0));
    const words = minutes ? clock.dataset.minutesWords : clock.dataset.secondsWords;
    return words.replace("0", minutes ? Math.ceil(left / 60) : Math.ceil(left));
  };
  const tick = () => {
    if (!lost.hidden) return;
    for (const clock of document.querySelectorAll("[data-left]")) {
      const end = clocks.get(clock.dataset.of);
      if (end === undefined) continue;
      const left = Math.max(0, (end - performance.now()) / 1000);
      const words = inWords(clock, left);
      if (clock.textContent !== words) clock.textContent = words;
      const bar = document.getElementById("left");
      if (!bar || own.kind !== "question") continue;
      bar.max = Math.max(bar.max, left);
      bar.value = left;
      // A screen reader hears the clock three times, not each second.
      const mark = [30, 10, 5].find((second) => left <= second && left > second - 1);
      if (mark && said.dataset.mark !== String(mark)) {
        said.dataset.mark = String(mark);
        said.textContent = words;
      }
    }
  };
  const take = (left) => {
    clocks = new Map(Object.entries(left).map(([id, seconds]) => [id, performance.now() + seconds * 1000]));
  };
  const read = () => {
    const shown = [...document.querySelectorAll("[data-left]")];
    take(Object.fromEntries(shown.map((clock) => [clock.dataset.of, Number(clock.dataset.left)])));
  };

  // Nobody answers: the guard was stopped. What stands here can be read, and no button does anything any more.
  const silence = (yes) => {
    if (lost.hidden !== yes) return;
    lost.hidden = !yes;
    for (const button of document.querySelectorAll("main button")) button.disabled = yes;
    if (!yes) arm();
  };
  const call = async (path) => {
    const reply = await fetch(path).catch(() => null);
    silence(!reply);
    if (reply && !reply.ok) location.assign(here);
    return reply && reply.ok ? reply : null;
  };
  const head = () => {
    document.title = own.kind !== "list" && waiting ? `(${waiting}) ${title}` : title;
    const others = document.getElementById("others");
    if (others) others.parentElement.hidden = waiting <= Number(others.dataset.moreThan);
  };

  // Show the page anew without losing what was typed. A question that changed has to be armed again.
  let showing = false;
  let again = false;
  const anew = async () => {
    if (showing) {
      again = true;
      return;
    }
    showing = true;
    await show();
    setTimeout(() => {
      showing = false;
      if (again) anew();
      again = false;
    }, 200);
  };
  const show = async () => {
    const reply = await call(here);
    if (!reply) return;
    const fresh = new DOMParser().parseFromString(await reply.text(), "text/html");
    const old = document.querySelector("main");
    const main = fresh.querySelector("main");
    if (!main || !old) return location.assign(here);
    const typed = [...old.querySelectorAll("select, input:not([type=hidden], [type=radio]), [type=radio]:checked")];
    const held = document.activeElement && document.activeElement.name;
    const unfolded = [...old.querySelectorAll("details")].map((one) => one.open);
    old.replaceWith(main);
    for (const field of typed) {
      for (const same of main.querySelectorAll(`[name="${field.name}"]`)) {
        if (field.type !== "radio") same.value = field.value;
        else if (same.value === field.value) same.checked = true;
      }
    }
    [...main.querySelectorAll("details")].forEach((one, number) => (one.open ||= unfolded[number] || false));
    const target = held && held !== "choice" && main.querySelector(`[name="${held}"]`);
    (target || main.querySelector("[autofocus]") || document.body).focus();
    const news = main.querySelector("[data-news]");
    if (news) said.textContent = news.textContent;
    title = fresh.title;
    head();
    own.standing = fresh.getElementById("live")?.dataset.standing || "";
    read();
    arm();
    reveal();
  };

  const hear = (news) => {
    const fresh = news.version !== version;
    version = news.version;
    take(news.clocks);
    waiting = news.count;
    const others = document.getElementById("others");
    if (others) others.textContent = news.words;
    head();
    if (own.kind === "list" ? fresh : news.changed.includes(own.id)) anew();
    else tick();
  };

  // Events where there is a stream, else a question each second.
  const ask = async () => {
    const reply = await call(`/pulse?since=${version}`);
    if (reply) hear(await reply.json());
    setTimeout(ask, 1000);
  };
  const follow = () => {
    if (!window.EventSource) return ask();
    const tab = Math.random().toString(36).slice(2);
    const events = new EventSource(`/events?since=${version}&tab=${tab}`);
    // A page in view shows every question by itself: the guard then opens no other. One behind others says so at once.
    const view = (now) => {
      const visible = document.visibilityState === "visible";
      const body = new URLSearchParams({ tab, visible: visible ? "yes" : "no" });
      if (visible || now) fetch("/view", { method: "POST", body, keepalive: true }).catch(() => {});
    };
    events.onopen = () => view(true);
    document.addEventListener("visibilitychange", () => view(true));
    setInterval(view, 4000);
    events.onmessage = (event) => hear(JSON.parse(event.data));
    events.onerror = () => {
      events.close();
      setTimeout(ask, 1000);
    };
  };

  // A hand on the mouse or the keyboard stops the clock; an undo window is stopped by its own button only.
  if (own.kind === "question" && own.standing === "open") {
    const touch = () => fetch(`/q/${own.id}/touch`, { method: "POST", redirect: "manual" }).catch(() => {});
    for (const sign of ["pointermove", "pointerdown", "keydown", "scroll"]) {
      addEventListener(sign, touch, { once: true, passive: true });
    }
  }

  // Enter in a field sends nothing and stops nothing: the buttons do.
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.("input")) event.preventDefault();
  });

  read();
  arm();
  reveal();
  follow();
  setInterval(tick, 250);
})();
