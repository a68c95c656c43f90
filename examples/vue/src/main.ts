// Starts the tracker, then the app: the routes, and what they show.
import { createApp } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';
import App from './App.vue';
import { startTracking } from './consent.ts';
import CartPage from './pages/CartPage.vue';
import ProductPage from './pages/ProductPage.vue';
import ShopPage from './pages/ShopPage.vue';
import ThanksPage from './pages/ThanksPage.vue';
import './style.css';

startTracking();

const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: ShopPage },
    { path: '/products/:id', component: ProductPage, props: true },
    { path: '/cart', component: CartPage },
    { path: '/thanks', component: ThanksPage },
  ],
});

createApp(App).use(router).mount('#app');
