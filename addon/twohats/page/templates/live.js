"use strict";
(() => {
  const own = document.getElementById("live").dataset;
  const answer = document.getElementById("answer");

  // Arm the yes: it cannot be pressed before the question has been in view for a moment.
  if (answer) {
    const send = answer.querySelector(".send");
    send.disabled = true;
    setTimeout(() => {
      send.disabled = false;
      if (answer.elements.armed) answer.elements.armed.value = "yes";
    }, Number(answer.dataset.arm) + 50);
  }

  // A hand on the mouse or the keyboard stops the clock.
  const touch = () => fetch(`/q/${own.id}/touch`, { method: "POST", redirect: "manual" }).catch(() => {});
  if (own.kind === "question" && own.standing === "open") {
    for (const sign of ["pointermove", "pointerdown", "keydown", "scroll"]) {
      addEventListener(sign, touch, { once: true, passive: true });
    }
  }

  const follow = (state) => {
    if (state.standing !== own.standing) return location.reload();
    const clock = document.getElementById("clock");
    if (!clock) return;
    clock.textContent = state.clock;
    const left = document.getElementById("left");
    left.max = Math.max(left.max, state.left);
    left.value = state.left;
  };

  const list = (state) => {
    if (state.ids.join(" ") !== own.ids.trim()) location.reload();
  };

  const look = async () => {
    const reply = await fetch(own.kind === "list" ? "/pulse" : `/q/${own.id}/state`).catch(() => null);
    if (!reply || !reply.ok) return location.reload();
    (own.kind === "list" ? list : follow)(await reply.json());
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
})();
