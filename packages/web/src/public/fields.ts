const isEnglish = document.documentElement.lang === 'en';

/** Says how much of a text is left once it gets near its limit. */
export function countCharacters(): void {
  for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-count]')) {
    const most = Number(area.dataset.count);
    const counter = document.createElement('p');
    counter.className = 'hint counter';
    counter.setAttribute('role', 'status');
    area.after(counter);
    const say = () => {
      const { length } = area.value;
      counter.textContent = length > most * 0.8 ? said(length, most) : '';
      counter.classList.toggle('problem', length > most);
    };
    area.addEventListener('input', say);
    say();
  }
}

const said = (length: number, most: number) =>
  isEnglish ? `${length} of ${most} characters` : `已输入 ${length} 字，最多 ${most} 字`;

/** Shows the pictures that were chosen, before they are sent. */
export function previewFiles(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[data-preview]')) {
    const list = document.createElement('ul');
    list.className = 'preview';
    input.after(list);
    let shown: string[] = [];
    input.addEventListener('change', () => {
      for (const address of shown) URL.revokeObjectURL(address);
      shown = [];
      list.replaceChildren(
        ...[...(input.files ?? [])].map((file) => {
          const item = document.createElement('li');
          if (file.type.startsWith('image/')) {
            const picture = new Image();
            picture.src = URL.createObjectURL(file);
            picture.alt = '';
            shown.push(picture.src);
            item.append(picture);
          }
          item.append(file.name);
          return item;
        }),
      );
    });
  }
}

/** Where the browser is, on request: the coordinates stand in hidden fields and are seen as words. */
export function offerPosition(): void {
  if (!('geolocation' in navigator) || !isSecureContext) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-position]')) {
    const form = button.form;
    const status = button.parentElement?.querySelector('[role=status]');
    const set = (name: string, value: string) => {
      const field = form?.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = value;
    };
    const report = (zh: string, en: string) => {
      if (status) status.textContent = isEnglish ? en : zh;
    };
    button.parentElement?.removeAttribute('hidden');
    button.addEventListener('click', () => {
      report('正在定位…', 'Looking for where you are…');
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          set('lon', coords.longitude.toFixed(5));
          set('lat', coords.latitude.toFixed(5));
          report(
            `已记下当前位置（误差约 ${Math.round(coords.accuracy)} 米）`,
            `Your position is noted, to about ${Math.round(coords.accuracy)} m`,
          );
        },
        () => report('无法定位，请用文字说明地点', 'It cannot be found; describe the place in words'),
        { enableHighAccuracy: true, timeout: 15_000 },
      );
    });
  }
}

/** Leads the focus to what is wrong, and from there to its field. */
export function focusProblems(): void {
  document.querySelector<HTMLElement>('#problems')?.focus();
}

/** A form that is under way is not sent a second time; the platform would take it for the same, but the network is slow. */
export function sendOnce(): void {
  for (const form of document.querySelectorAll('form'))
    form.addEventListener('submit', (event) => {
      if (form.dataset.sent !== undefined) event.preventDefault();
      form.dataset.sent = '';
      setTimeout(() => delete form.dataset.sent, 8_000);
    });
}
