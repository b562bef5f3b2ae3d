// For browsers without modules (Office 2016 and 2019 show the pane in Internet Explorer): one sentence, old words only.
(() => {
  var pane = document.getElementById('pane');
  if (pane) {
    pane.innerHTML =
      '<p class="boot" role="alert">Bản Office này quá cũ để chạy bảng điều khiển. Dùng Excel 2021 trở lên hoặc Microsoft 365, ' +
      'hoặc mở địa chỉ này bằng Edge hay Chrome. · This Office is too old for the pane. Use Excel 2021 or later, or open this ' +
      'address in Edge or Chrome.</p>';
  }
})();
