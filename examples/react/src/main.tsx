// Starts the tracker, then the app: the routes, and what they show.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { startTracking } from './consent.ts';
import { Layout } from './layout.tsx';
import { CartPage } from './pages/cart-page.tsx';
import { ProductPage } from './pages/product-page.tsx';
import { ShopPage } from './pages/shop-page.tsx';
import { ThanksPage } from './pages/thanks-page.tsx';
import './style.css';

startTracking();

const router = createBrowserRouter([
  {
    Component: Layout,
    children: [
      { path: '/', Component: ShopPage },
      { path: '/products/:id', Component: ProductPage },
      { path: '/cart', Component: CartPage },
      { path: '/thanks', Component: ThanksPage },
    ],
  },
]);

createRoot(document.getElementById('app') as HTMLElement).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);
