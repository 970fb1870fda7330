"""Addresses of the room's pages; the names that allauth reverses are its own."""

from allauth.account.views import reauthenticate
from allauth.mfa.base.views import reauthenticate as reauthenticate_by_code
from allauth.mfa.recovery_codes.views import generate_recovery_codes, view_recovery_codes
from allauth.mfa.totp.views import activate_totp, deactivate_totp
from allauth.mfa.webauthn.views import add_webauthn, edit_webauthn, reauthenticate_webauthn, remove_webauthn
from allauth.socialaccount.providers.openid_connect.views import callback
from allauth.socialaccount.providers.openid_connect.views import login as provider_login
from allauth.socialaccount.views import login_cancelled
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, path

from giaoban.people.pages import links, notices, own_account, person_acts, persons, sign_in

urlpatterns: list[URLPattern] = [
    path("dang-nhap/", sign_in.SignIn.as_view(), name="account_login"),
    path("dang-nhap/ma/", sign_in.SecondStep.as_view(), name="mfa_authenticate"),
    path("dang-nhap/khoa/", sign_in.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("dang-nhap/ngung/", own_account.inactive, name="account_inactive"),
    path("dang-nhap/huy/", login_cancelled, name="socialaccount_login_cancelled"),
    path("dang-nhap/qua/<str:provider_id>/", provider_login, name="openid_connect_login"),
    path("dang-nhap/qua/<str:provider_id>/xong/", callback, name="openid_connect_callback"),
    path("dang-xuat/", login_not_required(LogoutView.as_view()), name="account_logout"),
    path("quen-mat-khau/", links.forgotten, name="forgotten"),
    path("lien-ket/<str:token>/", links.one_time_link, name="one_time_link"),
    path("khoi-dau/", links.first_start, name="first_start"),
    path("tai-khoan/", own_account.own_account, name="own_account"),
    # Where allauth goes back to after a change.
    path("tai-khoan/", own_account.own_account, name="mfa_index"),
    path("tai-khoan/", own_account.own_account, name="mfa_list_webauthn"),
    path("tai-khoan/mat-khau/", own_account.OwnPassword.as_view(), name="account_change_password"),
    path("tai-khoan/phien/", own_account.end_sessions, name="end_sessions"),
    path("tai-khoan/xac-nhan/", reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/xac-nhan/ma/", reauthenticate_by_code, name="mfa_reauthenticate"),
    path("tai-khoan/xac-nhan/khoa/", reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("tai-khoan/ung-dung/", activate_totp, name="mfa_activate_totp"),
    path("tai-khoan/ung-dung/go/", deactivate_totp, name="mfa_deactivate_totp"),
    path("tai-khoan/ma-du-phong/", view_recovery_codes, name="mfa_view_recovery_codes"),
    path("tai-khoan/ma-du-phong/moi/", generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("tai-khoan/khoa/them/", add_webauthn, name="mfa_add_webauthn"),
    path("tai-khoan/khoa/<int:pk>/", edit_webauthn, name="mfa_edit_webauthn"),
    path("tai-khoan/khoa/<int:pk>/go/", remove_webauthn, name="mfa_remove_webauthn"),
    path("thong-bao/", notices.notices, name="notices"),
    path("thong-bao/doc-het/", notices.read_all, name="read_all_notices"),
    path("thong-bao/<int:notice_id>/", notices.read, name="read_notice"),
    path("nguoi-dung/", persons.persons, name="persons"),
    path("them-nguoi-dung/", persons.new_person, name="new_person"),
    path("nguoi-dung/<str:login>/", persons.person, name="person"),
    path("nguoi-dung/<str:login>/thong-tin/", person_acts.change, name="change_person"),
    path("nguoi-dung/<str:login>/vai-tro/", person_acts.give_role, name="give_role"),
    path("nguoi-dung/<str:login>/vai-tro/<int:membership_id>/ket-thuc/", person_acts.end_role, name="end_role"),
    path("nguoi-dung/<str:login>/ngung/", person_acts.deactivate, name="deactivate_person"),
    path("nguoi-dung/<str:login>/mo-lai/", person_acts.reactivate, name="reactivate_person"),
    path("nguoi-dung/<str:login>/mo-khoa/", person_acts.unlock, name="unlock_person"),
    path("nguoi-dung/<str:login>/phien/", person_acts.sign_out, name="sign_out_person"),
    path("nguoi-dung/<str:login>/xac-thuc/", person_acts.remove_factors, name="remove_factors"),
    path("nguoi-dung/<str:login>/lien-ket/", person_acts.make_link, name="make_link"),
]
