// SPDX-License-Identifier: Apache-2.0
/**
 * The shop's schema, one revision a class.
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
 * }</pre>
 */
package com.example.shop.migrations;
