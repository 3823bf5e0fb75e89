-- A view is replaced as a whole: whenever this file changes, the next upgrade runs it again.

-- migrator: repeatable order_overview
-- migrator: message orders with their customers and totals

-- migrator: upgrade
create or replace view order_overview as
    select o.id, o.placed_at, c.given_name || ' ' || c.family_name as customer,
        (select coalesce(sum(l.quantity * l.unit_price), 0) from order_lines l where l.order_id = o.id) as total
    from orders o join customers c on c.id = o.customer_id;

-- migrator: downgrade
drop view order_overview;
