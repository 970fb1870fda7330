"""Accounts, roles and who may see or do what.

Persons and their memberships of units come in; answers about access go out, all of them from `access.py`.
"""
