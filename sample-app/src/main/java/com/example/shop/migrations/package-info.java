// SPDX-License-Identifier: Apache-2.0
/**
 * The shop's schema, one revision a class; one is SQL, among the resources.
 *
 * <pre>{@code
 *   CreateCustomers ── CreateProducts ── CreateOrders
 *                                         │
 *        ┌────────────────────────────────┴───────────────┐
 *   CreateCategories [catalogue]                     CreatePayments [payments]
 *   CategorizeProducts  ◂╌╌╌╌╌╌╌ dependsOn ╌╌╌╌╌╌╌╌╌ CreateGiftCards
 *   IndexProductsByCategory                          CreateOrderBalances
 *        └────────────────────┬───────────────────────────┘
 *                 MergeCatalogueAndPayments
 *                 MoveAddresses
 *                 SplitCustomerNames                 CreateAuditLog [audit]
 *                 AuditOrdersAndPayments ╌╌╌╌╌╌╌╌╌▸  RecordAuditActor
 *                 CreateShipments
 *                 KeepOrderTotals
 *                 find_products_by_their_words.sql
 * }</pre>
 */
package com.example.shop.migrations;
