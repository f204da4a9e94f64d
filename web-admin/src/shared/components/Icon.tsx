/** Line icons, drawn here: 24 by 24, one stroke. They are decoration; the words beside them say it. */

const PATHS = {
  home: "M4 11.5 12 5l8 6.5M6 10v9h4.5v-5h3v5H18v-9",
  history: "M4 12a8 8 0 1 0 2.6-5.9M4 4.5V8h3.5M12 8v4.5l3 2",
  send: "M5 12h13M12.5 6 19 12l-6.5 6",
  request: "M19 12H6M11.5 6 5 12l6.5 6",
  apps: "M5 5h5.5v5.5H5zM13.5 5H19v5.5h-5.5zM5 13.5h5.5V19H5zM13.5 13.5H19V19h-5.5z",
  security: "M12 3.5 5 6v5.5c0 4.3 2.9 7.5 7 9 4.1-1.5 7-4.7 7-9V6zM9 12l2.2 2.2L15.2 10",
  sessions: "M4 5.5h16v10.5H4zM9 20h6M12 16v4",
  data: "M12 4v10.5M7.5 10.5 12 15l4.5-4.5M5 19.5h14",
  more: "M5 7h14M5 12h14M5 17h14",
  developer: "m8.5 7.5-5 4.5 5 4.5M15.5 7.5l5 4.5-5 4.5",
  signOut: "M14 5H5.5v14H14M10.5 12H20M16.5 8.5 20 12l-3.5 3.5",
  wallet: "M4 8V6.5A1.5 1.5 0 0 1 5.5 5H17v3M4 8v9.5A1.5 1.5 0 0 0 5.5 19H20V8zM16.5 13.5h.01",
  people:
    "M9 11.5a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5ZM3 19c.4-3.2 2.9-5 6-5s5.6 1.8 6 5M16 5.4a3.25 3.25 0 0 1 0 6M18 14.5c1.7.8 2.8 2.3 3 4.5",
  check: "m5 12.5 4.5 4.5L19 7.5",
  cross: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  alert: "M12 4 3 19.5h18zM12 10v4.5M12 17h.01",
  info: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM12 11.5V16M12 8.5h.01",
  clock: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM12 8v4.5l3 2",
  back: "m14.5 6-6 6 6 6",
  next: "m9.5 6 6 6-6 6",
  device: "M7.5 3.5h9v17h-9zM11 17.5h2",
  key: "M8.5 15.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12.5 11.5H21M18 11.5v3M15 11.5v2",
  search: "M11 17.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.8 15.8 20 20",
  copy: "M9 9h10.5v10.5H9zM15 9V4.5H4.5V15H9",
  gift: "M4.5 9h15v3.5h-15zM6 12.5V19h12v-6.5M12 9v10M12 9C9 9 7.5 7.8 7.5 6.3 7.5 4 11 4 12 9c1-5 4.5-5 4.5-2.7C16.5 7.8 15 9 12 9Z",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
