"""What a password must be, in our words where Django has none in Vietnamese."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LongEnough(MinimumLengthValidator):
    """So many characters; nothing is asked of their kinds, for that makes passwords worse (NIST SP 800-63B, 5.1.1.2)."""

    def get_error_message(self) -> str:
        return ngettext(
            "Mật khẩu quá ngắn: cần ít nhất %(count)d ký tự.",
            "Mật khẩu quá ngắn: cần ít nhất %(count)d ký tự.",
            self.min_length,
        ) % {"count": self.min_length}
