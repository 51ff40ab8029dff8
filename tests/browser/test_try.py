import pytest
from tests.personas import adult
pytestmark = pytest.mark.browser
def test_a(new_visitor):
    import time
    t=time.time()
    v = new_visitor("fr", width=360)
    v.begin(adult(housing="hosted", children=2, children_16_plus=1)|{}) if 0 else v.begin(adult())
    print(v.page.url, v.rows(), v.page.context.cookies(), time.time()-t)
    v.link("See the result").click()
    v.page.screenshot(path="/tmp/h/result.png", full_page=True)
    print(time.time()-t)
