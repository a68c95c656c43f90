// What the shop does in the browser: adding without a page change, and the pushes that a GA4 plugin makes there.

window.dataLayer ||= [];
const { dataLayer } = window;

const push = (entry) => {
  if (entry.ecommerce) dataLayer.push({ ecommerce: null });
  dataLayer.push(entry);
};

const toast = document.querySelector('[data-toast]');
const cartLink = document.querySelector('.cart-link');
let toastTimer;

const showAdded = ({ count, name }) => {
  const badge = document.querySelector('[data-cart-count]');
  badge.textContent = String(count);
  badge.hidden = false;
  const isGerman = document.documentElement.lang === 'de';
  const link = document.createElement('a');
  link.href = cartLink.href;
  link.textContent = isGerman ? 'Zum Warenkorb' : 'Go to cart';
  toast.replaceChildren(`${isGerman ? 'Liegt jetzt im Warenkorb' : 'Now in your cart'}: ${name} `, link);
  toast.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => {
    toast.hidden = true;
  }, 6000);
};

const addToCart = async (form) => {
  // Not form.action: the form has a field of that name, and fields hide a form's own properties.
  const response = await fetch(form.getAttribute('action'), {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(new FormData(form)),
  });
  // A quantity that the server refused comes back as a page: show it.
  if (!response.headers.get('content-type')?.includes('json')) return location.assign(response.url);
  const answer = await response.json();
  push(answer.push);
  showAdded(answer);
};

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.matches('[data-add-to-cart]')) {
    event.preventDefault();
    // Without an answer the ordinary way is left: send the form.
    addToCart(form).catch(() => form.submit());
  }
  if (form.dataset.submitPush) {
    const entry = JSON.parse(form.dataset.submitPush);
    entry.ecommerce.payment_type = new FormData(form).get('payment');
    push(entry);
  }
});

document.addEventListener('click', ({ target }) => {
  const link = target.closest('a[data-push]');
  if (link) push(JSON.parse(link.dataset.push));
  if (target.closest('[data-cookie-settings]')) window.klaro?.show(undefined, true);
});

document.addEventListener('change', ({ target }) => {
  if (target.dataset.picture) document.querySelector('[data-product-picture]').src = target.dataset.picture;
  if (target.matches('[data-country]')) {
    document.querySelector('#postcode').pattern = target.selectedOptions[0].dataset.postcode;
  }
});
