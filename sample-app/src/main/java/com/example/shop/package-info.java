// SPDX-License-Identifier: Apache-2.0
/** A shop, to show how an application lives with migrator: {@code ShopApplication} first. */
package com.example.shop;
