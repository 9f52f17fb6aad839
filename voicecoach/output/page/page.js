"use strict";
// The coach: shows at each moment what the sound is saying and doing. All times are ms of the session.
(() => {
  const read = (id) => document.getElementById(id);
  const plan = JSON.parse(read("plan-data").textContent);
  const { steps, lines, words } = plan;
  const audio = read("audio"), coach = read("coach"), slider = read("slider"), number = read("number");
  const dialog = read("steps");
  let state = "ready", shown = {}, timer = 0, lock = null, passed = -1, waiting = null;
  let owed = null, held = null; // what a step leaves of its minute, and the same while it goes by

  // --- what is where in time ---------------------------------------------------------------------

  const last = (list, time, start) => {
    let low = 0, high = list.length;
    while (low < high) { const middle = (low + high) >> 1; if (start(list[middle]) <= time) low = middle + 1; else high = middle; }
    return low - 1;
  };
  const heard = () => Math.min(Math.max(0, Math.round(audio.currentTime * 1000)), plan.total);
  const now = () => (held ? held.at : heard());
  const stepAt = (time) => Math.max(0, last(steps, time, (step) => step.at));
  const clock = (ms) => {
    const all = Math.floor(ms / 1000), hours = Math.floor(all / 3600), two = (part) => String(part).padStart(2, "0");
    return hours ? `${hours}:${two(Math.floor(all / 60) % 60)}:${two(all % 60)}` : `${Math.floor(all / 60)}:${two(all % 60)}`;
  };
  const seconds = (left) => inWords(Math.ceil(left / 1000));
  const inWords = (whole) => {
    return whole < 100 ? String(whole) : whole < 600 ? clock(whole * 1000) : words.minutes.replace("{n}", Math.ceil(whole / 60));
  };

  // --- what is seen --------------------------------------------------------------------------------

  const put = (id, text) => { if (shown[id] !== text) { shown[id] = text; read(id).textContent = text; } };
  const mark = (name, value) => { if (coach.dataset[name] !== value) coach.dataset[name] = value; };

  const fit = () => { // the largest digits that the room allows, whatever the font; measured once for each number of signs
    const stage = read("stage"), word = read("pause-word").offsetHeight;
    const room = { width: stage.clientWidth, height: stage.clientHeight - word };
    const key = `${number.textContent.replace(/\d/g, "0")} ${room.width} ${room.height}`;
    if (shown.fit === key) return;
    shown.fit = key;
    number.style.fontSize = "100px";
    const wide = number.offsetWidth, size = Math.floor(Math.min(100 * room.width / wide, room.height / 0.86));
    number.style.fontSize = `${Math.max(size, 20)}px`;
  };

  const showLine = (time) => {
    const index = last(lines, time, (line) => line.at), line = lines[index];
    const seen = line && time < line.end + 2000 ? index : -1;
    if (shown.line !== seen) {
      shown.line = seen;
      const parts = seen < 0 ? [] : line.text.split(/(?<=\s)/).map((part) => {
        const word = document.createElement("b"); word.textContent = part; return word;
      });
      const whole = document.createElement("span");
      if (seen < 0) whole.textContent = steps[stepAt(time)].items || ""; else whole.append(...parts);
      read("line").replaceChildren(whole);
    }
    if (seen < 0) return Infinity;
    let word = -1, next = line.end;
    for (const part of read("line").firstChild.children) {
      if (/[\p{L}\p{N}]/u.test(part.textContent)) word += 1;
      const begins = line.words.length ? line.words[Math.max(word, 0)] : line.at;
      part.classList.toggle("now", begins <= time);
      if (begins > time) next = Math.min(next, begins);
    }
    return next > time ? next : line.end + 2000;
  };

  const show = () => {
    const time = now(), index = stepAt(time), step = steps[index];
    const isBefore = state === "ready" && !time, isOver = state === "over";
    const rep = step.beats ? Math.min(Math.floor((time - step.at) / step.beats) + 1, step.count) : 0;
    const late = held ? unspent(held) - heard() + held.parts[0].from : owed && step.mode === "rest" && time >= step.at && owed.at <= step.end ? unspent(owed) : 0;
    const isReady = held && step.mode !== "rest"; // a minute without a rest: nothing of it is left to show
    const left = isBefore ? plan.total : isReady ? late : step.end - time + late;
    mark("mode", isBefore || isOver || isReady ? "rest" : step.mode);
    mark("state", state);
    put("step", isBefore ? plan.title : isOver ? words.finished : isReady ? words.ready : step.name);
    put("place", isReady ? "" : isBefore || isOver ? plan.facts : [step.place, rep ? words.rep.replace("{n}", rep).replace("{total}", step.count) : ""].filter(Boolean).join(", "));
    put("number", isBefore ? clock(plan.total) : isOver ? "✓" : waiting ? "…" : isReady ? seconds(left) : rep ? String(rep) : step.up ? inWords(Math.floor((time - step.at) / 1000)) : seconds(left));
    put("next", isOver ? "" : words.next.replace("{what}", isBefore || isReady ? step.label || step.name : step.following));
    put("clock", `${clock(time)} / ${clock(plan.total)}`);
    put("pause-word", waiting ? words.ready : state === "paused" ? words.paused : "");
    put("main-word", waiting ? words.go : state === "playing" ? words.pause : state === "paused" ? words.resume : words.start);
    read("play-icon").toggleAttribute("hidden", state === "playing");
    read("pause-icon").toggleAttribute("hidden", state !== "playing");
    read("bar").firstElementChild.style.transform = `scaleX(${isBefore ? 0 : (time - step.at) / (step.end - step.at)})`;
    if (document.activeElement !== slider || state === "playing") slider.value = Math.floor(time / 1000);
    slider.setAttribute("aria-valuetext", `${clock(time)}, ${step.name}`);
    fit();
    let change = isBefore ? Infinity : showLine(held ? time - 1 : time);
    if (isBefore && shown.line !== "caution") {
      shown.line = "caution";
      const whole = document.createElement("span");
      whole.textContent = plan.caution; read("line").replaceChildren(whole);
    }
    if (shown.index !== index) { shown.index = index; tell(); current(index); }
    const second = rep ? step.beats - (time - step.at) % step.beats : step.up && !held ? 1000 - (time - step.at) % 1000 : left % 1000 || 1000;
    return Math.min(held ? late : change - time, owed ? Math.max(owed.at - time - 10, 0) : 250, second, 250);
  };

  const tick = () => {
    clearTimeout(timer);
    if (state === "playing" && !minute() && gate()) return;
    const wait = show();
    if (state === "playing") timer = setTimeout(tick, Math.max(wait + 2, 4));
  };

  // --- steps that wait for the listener -----------------------------------------------------------

  const gate = () => {
    const index = steps.findIndex((step, at) => step.gate && at > passed && step.at - now() <= 40 && now() < step.end && at >= stepAt(now()));
    if (index < 0) return false;
    passed = index; waiting = steps[index];
    audio.pause(); audio.currentTime = waiting.at / 1000;
    return true;
  };

  // --- minutes of which a step until done leaves a part --------------------------------------------

  // What is left goes by where the minute is quiet. The rest of the step's own sound is as long: played unheard, it keeps a phone awake.
  const unspent = ({ parts }) => parts.reduce((sum, part) => sum + part.end - part.from, 0);
  const unheard = () => { audio.muted = true; audio.currentTime = held.parts[0].from / 1000; };
  const minute = () => {
    if (held && heard() >= held.parts[0].end) {
      held.parts.shift();
      if (held.parts.length) unheard(); else { audio.currentTime = held.at / 1000; settle(); }
    }
    if (!held && owed && owed.at - now() <= 15) {
      [held, owed] = [owed, null];
      unheard();
    }
    return held;
  };
  const settle = () => { held = owed = null; audio.muted = false; };

  // --- what the listener does -----------------------------------------------------------------------

  const stay = async () => {
    try { lock = await navigator.wakeLock?.request("screen") ?? null; } catch { lock = null; }
  };
  const play = () => {
    if (state === "over") audio.currentTime = 0;
    waiting = null;
    stay();
    return audio.play().catch(() => { state = "paused"; tick(); });
  };
  const toggle = () => (audio.paused ? play() : audio.pause());
  const jump = (time) => {
    const index = stepAt(time);
    passed = steps[index].gate && time <= steps[index].at ? index - 1 : index;
    waiting = null;
    settle();
    audio.currentTime = Math.min(time, plan.total - 50) / 1000;
    if (state === "over") state = "paused";
    shown.line = undefined;
    tick();
  };
  const next = () => {
    const time = now(), index = stepAt(time), { at, end, wait: waitsAt } = steps[index];
    const isDone = waitsAt && !held && time - at >= 1000; // in its first second it is skipped
    const parts = owed && owed.at === waitsAt ? owed.parts : [];
    jump(index + 1 < steps.length ? end : plan.total);
    if (isDone) owed = { at: waitsAt, parts: [...parts, { from: time, end }] };
    tick();
  };
  const back = () => { const index = stepAt(now()), into = now() - steps[index].at; jump(steps[into > 3000 ? index : Math.max(index - 1, 0)].at); };

  const tell = () => { // the lock screen
    if (!("mediaSession" in navigator)) return;
    const step = steps[stepAt(now())];
    navigator.mediaSession.metadata = new MediaMetadata({ title: step.name, artist: step.place, album: plan.title });
  };
  const position = () => {
    const { duration, currentTime } = audio;
    if (Number.isFinite(duration) && duration > 0) navigator.mediaSession?.setPositionState?.({ duration, position: Math.min(currentTime, duration) });
  };
  const register = () => {
    const handlers = { play, pause: () => audio.pause(), nexttrack: next, previoustrack: back, seekto: (where) => jump(where.seekTime * 1000) };
    for (const [name, handler] of Object.entries(handlers)) { try { navigator.mediaSession?.setActionHandler(name, handler); } catch { /* not known here */ } }
  };

  // --- the plan picture and the list -----------------------------------------------------------------

  const draw = () => {
    const bars = steps.map((step) => {
      const bar = document.createElement("i");
      bar.className = step.mode; bar.style.flexGrow = step.end - step.at; return bar;
    });
    read("plan-bars").append(...bars.slice(0, 2000));
    slider.max = Math.floor(plan.total / 1000);
  };
  const list = () => {
    const rows = steps.map((step) => {
      const row = document.createElement("li"), button = document.createElement("button");
      const name = document.createElement("span"), at = document.createElement("span");
      name.textContent = step.label || [step.name, step.place].filter(Boolean).join(", "); at.textContent = clock(step.at);
      button.type = "button"; button.append(name, at);
      button.addEventListener("click", () => { jump(step.at); dialog.close(); });
      row.append(button); return row;
    });
    dialog.querySelector("ol").replaceChildren(...rows);
    current(stepAt(now()));
  };
  const current = (index) => {
    if (!dialog.open) return;
    dialog.querySelector("[aria-current]")?.removeAttribute("aria-current");
    dialog.querySelectorAll("li button")[index]?.setAttribute("aria-current", "step");
  };

  // --- begin -------------------------------------------------------------------------------------------

  const keys = { " ": toggle, ArrowRight: next, PageDown: next, ArrowLeft: back, PageUp: back };
  document.addEventListener("keydown", (event) => {
    const isOnControl = event.target.closest?.("button") && event.key === " ";
    if (event.altKey || event.ctrlKey || event.metaKey || dialog.open || event.target === slider || isOnControl || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  document.documentElement.classList.add("live");
  coach.hidden = false;
  draw();
  show();
  read("back").addEventListener("click", back);
  read("next-step").addEventListener("click", next);
  read("main").addEventListener("click", toggle);
  read("stage").addEventListener("click", toggle);
  read("list").addEventListener("click", () => { dialog.showModal(); list(); });
  slider.addEventListener("input", () => jump(slider.value * 1000));
  new ResizeObserver(() => { shown.fit = ""; show(); }).observe(read("stage"));
  audio.addEventListener("playing", () => { state = "playing"; register(); position(); tick(); });
  audio.addEventListener("pause", () => { if (!audio.ended) state = audio.currentTime || waiting ? "paused" : "ready"; lock?.release(); lock = null; tick(); });
  audio.addEventListener("ended", () => { state = "over"; tick(); });
  audio.addEventListener("seeked", () => { shown.line = undefined; position(); tick(); });
  audio.addEventListener("timeupdate", () => { if (document.hidden) tick(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { if (state === "playing") stay(); tick(); } });
  // A blob starts at once; the data address that the file carries is decoded anew for every request.
  fetch(audio.src).then((found) => found.blob()).then((blob) => {
    if (audio.paused && !audio.currentTime) audio.src = URL.createObjectURL(new Blob([blob], { type: plan.type }));
  }).catch(() => { /* the data address plays as well */ });
})();
