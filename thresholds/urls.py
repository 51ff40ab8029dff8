from django.urls import path

from thresholds.views import calculator

urlpatterns = [path("ceiling/", calculator, name="ceiling")]
