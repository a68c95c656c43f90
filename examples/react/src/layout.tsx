// The frame of every page: navigation, and the banner.
import { Link, Outlet } from 'react-router';
import { Banner } from './banner.tsx';

export function Layout() {
  return (
    <>
      <nav>
        <Link to="/">Shop</Link> <Link to="/cart">Cart</Link>
      </nav>
      <main>
        <Outlet />
      </main>
      <Banner />
    </>
  );
}
